#pragma once

// A picture with everything in its place. Private, so that tests can see where labels stand.

#include <string>
#include <vector>

#include "write/picture.hpp"

namespace truceline {
inline namespace v0 {

/// Room that a text takes.
struct LabelBox {
  double x = 0, y = 0, width = 0, height = 0;
  std::string text;
};

struct Drawing {
  double width = 0, height = 0;
  std::string svg;
  std::vector<LabelBox> labels;
};

/// Errors: TL-713 narrower than 280 or wider than 4000.
[[nodiscard]] Result<Drawing> draw(const Picture& picture, int width);

/// A day on an axis that bears a label.
struct Tick {
  Date day;
  std::string label;
};
/// Round days (of years, months, weeks) with labels that do not touch where a day is `scale` wide.
[[nodiscard]] std::vector<Tick> ticks_of(const Period& days, double scale, double size);

/// Text as XML content or attribute value.
[[nodiscard]] std::string xml(std::string_view text);

}  // namespace v0
}  // namespace truceline
