// must fail: conversion to Boost is asked for, since Boost may have no date to give back
#include <truceline/calendar/boost.hpp>

using namespace truceline;

#ifndef MUST_FAIL
boost::gregorian::date theirs(Date day) { return to_boost(day); }
#else
boost::gregorian::date theirs(Date day) { return day; }
#endif
