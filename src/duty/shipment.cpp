#include <truceline/duty/shipment.hpp>

#include <algorithm>
#include <array>

#include "calendar/fault.hpp"

namespace truceline {
inline namespace v0 {
namespace {

constexpr int most_digits = 10;
constexpr std::array<std::uint64_t, most_digits + 1> powers{
    1, 10, 100, 1'000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000, 10'000'000'000};

}  // namespace

std::optional<HsCode> HsCode::from_digits(std::uint64_t number, int digits) noexcept {
  if (digits < 2 || digits > most_digits || number >= powers[static_cast<std::size_t>(digits)]) return std::nullopt;
  return HsCode(number << 4 | static_cast<std::uint64_t>(digits));
}

bool HsCode::covers(HsCode other) const noexcept {
  if (digits() > other.digits()) return false;
  // The codes of that many digits under this one are a stretch of numbers; those before it wrap around.
  const std::uint64_t codes = powers[static_cast<std::size_t>(other.digits() - digits())];
  return other.number() - number() * codes < codes;
}

HsCode HsCode::prefix(int count) const noexcept {
  const int kept = std::clamp(count, 2, digits());
  return HsCode(number() / powers[static_cast<std::size_t>(digits() - kept)] << 4 | static_cast<std::uint64_t>(kept));
}

bool in_order(HsCode left, HsCode right) noexcept {
  const auto full = [](HsCode code) {
    return code.number() * powers[static_cast<std::size_t>(most_digits - code.digits())];
  };
  return full(left) != full(right) ? full(left) < full(right) : left.digits() < right.digits();
}

Result<HsCode> parse_hs(std::string_view text) {
  std::uint64_t number = 0;
  int digits = 0;
  for (const char c : text) {
    if (c == '.' || c == ' ') continue;
    if (c < '0' || c > '9') {
      return fault({.id = "TL-501",
                    .message = "not a code of the Harmonized System: " + truceline::quoted(text),
                    .fix = "write digits, and dots between them if you like: 8507.60"});
    }
    if (++digits <= most_digits) number = number * 10 + static_cast<std::uint64_t>(c - '0');
  }
  const auto code = digits <= most_digits ? HsCode::from_digits(number, digits) : std::nullopt;
  if (!code) {
    return fault({.id = "TL-502",
                  .message = "a code has 2 to 10 digits: " + truceline::quoted(text),
                  .fix = "write the code in full, at most ten digits"});
  }
  return *code;
}

std::string to_string(HsCode code) {
  std::string digits = std::to_string(code.number());
  digits.insert(0, static_cast<std::size_t>(code.digits()) - digits.size(), '0');
  for (std::size_t at = 4; at < digits.size(); at += 3) digits.insert(at, 1, '.');
  return digits;
}

absl::Status check(const Shipment& shipment) {
  std::vector<Diagnostic> found;
  const auto tell = [&found](std::string id, std::string pointer, std::string message, std::string fix) {
    found.push_back({.id = std::move(id),
                     .source = "shipment",
                     .pointer = std::move(pointer),
                     .message = std::move(message),
                     .fix = std::move(fix)});
  };
  if (shipment.value && shipment.value->minor < 0)
    tell("TL-511", "/value", "a negative value: " + to_string(*shipment.value),
         "state what the goods are worth, zero or more");
  if (shipment.content && (*shipment.content < Rate() || *shipment.content > Rate::percent(100))) {
    tell("TL-512", "/content", "a share of " + to_percent(*shipment.content) + " % of the value",
         "state a share from 0 to 100 %");
  }
  if (shipment.withdrawn && *shipment.withdrawn < shipment.entered) {
    tell("TL-513", "/withdrawn",
         "withdrawn on " + to_string(*shipment.withdrawn) + ", before it was entered on " + to_string(shipment.entered),
         "swap the days, or leave `withdrawn` out");
  }
  for (const auto& [day, name] : {std::pair{shipment.loaded, "loaded"}, std::pair{shipment.exported, "exported"}}) {
    if (day && *day > shipment.entered) {
      tell("TL-514", "/" + std::string(name),
           std::string(name) + " on " + to_string(*day) + ", after it was entered on " + to_string(shipment.entered),
           "swap the days");
    }
  }
  if (shipment.origin == shipment.destination || shipment.origin.is_world() || shipment.destination.is_world()) {
    tell("TL-515", "/origin", "from " + to_string(shipment.origin) + " into " + to_string(shipment.destination),
         "name two different countries");
  }
  for (std::size_t i = 0; i < shipment.quantities.size(); ++i) {
    if (shipment.quantities[i].value < 0)
      tell("TL-516", "/quantities/" + std::to_string(i), "a negative quantity", "state how much it is, zero or more");
  }
  return faults(std::move(found));
}

}  // namespace v0
}  // namespace truceline
