#pragma once

// The colours of pictures and pages, by day and by night.

#include <array>

#include "write/picture.hpp"

namespace truceline {
inline namespace v0 {

struct Palette {
  const char *paper, *ink, *soft, *line, *shade;
  /// By tone. The strong ones are equally dark, so that without colour the form alone tells the status; paper reads on
  /// them.
  std::array<const char*, tones> strong, light;
};

inline constexpr Palette by_day{.paper = "#ffffff",
                                .ink = "#1d2125",
                                .soft = "#59636e",
                                .line = "#dfe3e8",
                                .shade = "#f3f5f7",
                                .strong = {"#1b4f8f", "#a23e17", "#46535f", "#6a3b80"},
                                .light = {"#bed4ee", "#f4cdb9", "#d0d7de", "#dccbe6"}};
inline constexpr Palette by_night{.paper = "#14181c",
                                  .ink = "#e8eaed",
                                  .soft = "#a3adb8",
                                  .line = "#2d343b",
                                  .shade = "#1c2126",
                                  .strong = {"#84b5f2", "#f2a37c", "#b5bfc9", "#cda8e0"},
                                  .light = {"#26486f", "#6b3017", "#404a54", "#51306a"}};

}  // namespace v0
}  // namespace truceline
