#pragma once

/// @file
/// Records, lists and shipments by chance, crowded so that they meet: codes around few prefixes, days around every turn.

#include <random>
#include <string>
#include <vector>

#include <truceline/duty/rate_table.hpp>

#include "duty/assessed.hpp"

namespace truceline {
inline namespace v0 {

/// Chance, the same for the same seed.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  [[nodiscard]] std::size_t below(std::size_t bound) { return engine_() % bound; }
  [[nodiscard]] bool chance(int percent) { return static_cast<int>(below(100)) < percent; }
  template <class T>
  [[nodiscard]] const T& of(const std::vector<T>& values) {
    return values[below(values.size())];
  }

 private:
  std::mt19937_64 engine_;
};

/// Tariffs of the US with changes of scope, exclusions and stacking rules, all in the spring of 2025; passes check().
[[nodiscard]] Dataset random_duties(std::uint64_t seed);

/// Lists that the dataset names, some bound, some with days; base duties; a share of content. Into the US.
[[nodiscard]] Lane random_lane(const Dataset& dataset, Dice& dice);

/// What shipments may be told apart by in a dataset under a lane.
struct Crowd {
  Crowd(const View& view, const Lane& lane);
  [[nodiscard]] HsCode code(Dice& dice) const;                 ///< mentioned, or near one that is
  [[nodiscard]] Jurisdiction origin(Dice& dice) const;         ///< named, or not, or one that is refused
  [[nodiscard]] Date entered(Dice& dice) const;                ///< on or beside a turn, or anywhere
  [[nodiscard]] std::optional<Date> loaded(Dice& dice) const;  ///< absent half the time

 private:
  std::vector<std::string> codes_;
  std::vector<Jurisdiction> origins_;
  std::vector<Date> days_;
  std::vector<Date> loaded_;
};

/// Shipments as columns that own their values, and room for what is told of them.
struct TradeLines {
  std::vector<Date> entered;
  std::vector<HsCode> goods;
  std::vector<Jurisdiction> origin;
  std::vector<std::optional<Date>> loaded;
  [[nodiscard]] ShipmentColumns columns() const { return {entered, goods, origin, loaded}; }
};
[[nodiscard]] TradeLines random_lines(const Crowd& crowd, std::size_t count, Dice& dice);

struct TradeRates {
  explicit TradeRates(std::size_t lines) : ppm(lines, -7), unsettled((lines + 63) / 64, ~0ULL), refused(unsettled) {}
  std::vector<std::int32_t> ppm;
  std::vector<std::uint64_t> unsettled, refused;
  [[nodiscard]] RateColumns columns() { return {ppm, unsettled, refused}; }
  friend bool operator==(const TradeRates&, const TradeRates&) = default;
};

/// What assess() says of each line.
[[nodiscard]] TradeRates assessed(const View& view, const Lane& lane, const TradeLines& lines);

/// A line in words, for messages.
[[nodiscard]] std::string words_of(const TradeLines& lines, std::size_t line);

}  // namespace v0
}  // namespace truceline
