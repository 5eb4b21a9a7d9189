#pragma once

/// @file
/// The mark on what a shared Truceline exports. The library is compiled with hidden visibility, so that a function or
/// class without the mark is private to it. Programs on a static Truceline define TRUCELINE_STATIC_DEFINE (its CMake
/// target does so).

#if defined(TRUCELINE_STATIC_DEFINE) || !(defined(__GNUC__) || defined(__clang__))
#define TRUCELINE_EXPORT
#else
#define TRUCELINE_EXPORT __attribute__((visibility("default")))
#endif
