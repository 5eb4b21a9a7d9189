// What databases say of a million shipments is what the library says.

#include <array>
#include <random>
#include <tuple>

#include <fmt/format.h>

#include <truceline/duty/rate_table.hpp>

#include "oracle/build.hpp"
#include "timeline/compiled.hpp"
#include "write/engines.hpp"

namespace truceline {
inline namespace v0 {
namespace {

using oracle::day;

constexpr int shipments = 1'000'000;

/// What the user knows of codes: some lists, of which one changes, and base duties.
TableOptions options() {
  TableOptions result{.on = Date()};
  const auto bind = [&](const char* list, const char* csv) { EXPECT_TRUE(result.lists.bind(list, csv).ok()) << list; };
  bind("Section 301 List 1", "code\n8413\n8501\n850760\n9018\n84262\n");
  bind("Section 301 List 2", "code\n3901\n8541\n7308\n");
  bind("Section 301 List 3", "code,from,until\n9403,,\n4202,2018-09-24,2025-01-01\n85,,\n");
  bind("Section 301 List 4A", "code\n6110\n61\n950300\n");
  bind("Section 232 steel and aluminium", "code\n72\n76\n");
  bind("EO 14257 Annex II", "code,from\n8542,\n8471,2025-04-11\n30,\n");
  bind("Section 201 solar and washers", "code\n854142\n8450\n");
  bind("Chinese list of 2025-02-04", "code\n2711\n8432\n");
  EXPECT_TRUE(result.base.bind("code,rate,origin,from,until\n8507,3.4,,,\n850760,0,,2026-01-01,\n84,1.2,DE,,\n").ok());
  return result;
}

struct Line {
  Jurisdiction destination, origin;
  std::optional<HsCode> goods;
  Date entered;
  std::optional<Date> loaded;
  std::size_t known = 0;  ///< which of the known days; the last is hindsight
};

class Shipments {
 public:
  Shipments(const Timeline& timeline, const std::vector<Table>& tables) {
    for (const Segment& segment : timeline.segments()) turns_.push_back(segment.valid.from());
    for (const Table& table : tables) {
      if (table.name != "duty_goods") continue;
      for (const auto& row : table.rows) codes_.push_back(std::get<std::string>(row.at(1)));
    }
  }
  Line next(std::size_t known_days) {
    constexpr std::array origins{Jurisdiction('C', 'N'), Jurisdiction('U', 'S'), Jurisdiction('E', 'U'),
                                 Jurisdiction('J', 'P'), Jurisdiction('D', 'E'), Jurisdiction('H', 'K'),
                                 Jurisdiction('V', 'N'), Jurisdiction('C', 'N')};
    Line line{.destination = below(3) == 0 ? Jurisdiction('C', 'N') : Jurisdiction('U', 'S'),
              .origin = origins[below(origins.size())],
              .goods = code(),
              .entered = day("2017-06-01") + static_cast<int>(below(4000)),
              .loaded = {},
              .known = below(known_days)};
    if (below(2) == 0) line.entered = turns_[below(turns_.size())] + (static_cast<int>(below(3)) - 1);
    if (below(3) == 0) line.loaded = line.entered - (static_cast<int>(below(60)) - 1);  // now and then too late
    return line;
  }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }
  /// A code that the tables tell of, or one near it; now and then none.
  std::optional<HsCode> code() {
    if (below(50) == 0) return std::nullopt;
    std::string digits = codes_[below(codes_.size())];
    digits.resize(below(4) == 0 ? std::min<std::size_t>(digits.size(), 2 + below(8)) : digits.size());
    const std::size_t length = below(3) == 0 ? digits.size() : 2 + below(9);
    while (digits.size() < std::max<std::size_t>(length, 2)) digits += static_cast<char>('0' + below(10));
    return *parse_hs(digits);
  }
  std::vector<Date> turns_;
  std::vector<std::string> codes_;
  std::mt19937 random_{301};
};

/// Without dots, as the tables have it.
std::string digits_of(const std::optional<HsCode>& code) {
  return code ? fmt::format("{:0{}}", code->number(), code->digits()) : "";
}

TEST_P(Engines, TellWhatShipmentsPayToTheLastDigit) {
  const Timeline timeline = compiled(*builtin_dataset("chronology"));
  const TableOptions with = options();
  const auto tables = tables_of(timeline, with);
  ASSERT_TRUE(tables.ok()) << message_of(tables.status());

  std::vector<std::optional<Date>> known_days;
  for (const char* const known : {"2017-01-01", "2018-07-05", "2018-09-18", "2019-05-09", "2019-09-01", "2020-02-14",
                                  "2024-09-13", "2025-02-01", "2025-03-04", "2025-04-05", "2025-04-12", "2025-05-12",
                                  "2025-08-12", "2025-10-24", "2025-11-10", "2026-02-21", "2026-07-24"})
    known_days.emplace_back(day(known));
  known_days.emplace_back();
  std::map<std::pair<std::size_t, Jurisdiction>, std::pair<View, RateTable>> told;
  for (std::size_t i = 0; i < known_days.size(); ++i) {
    const View view = known_days[i] ? timeline.as_known_on(*known_days[i]) : timeline.hindsight();
    for (const Jurisdiction into : {Jurisdiction('U', 'S'), Jurisdiction('C', 'N')}) {
      Lane lane;
      lane.destination = into;
      lane.lists = with.lists;
      lane.base = with.base;
      told.emplace(std::pair(i, into), std::pair(view, *RateTable::compile(view, lane)));
    }
  }

  Shipments random(timeline, *tables);
  std::string shipped;
  std::string expected;
  int refused = 0;
  int open = 0;
  for (int id = 0; id < shipments; ++id) {
    const Line line = random.next(known_days.size());
    const std::optional<Date> known = known_days[line.known];
    fmt::format_to(std::back_inserter(shipped), "{},{},{},{},{},{},{}\n", id, to_string(line.destination),
                   to_string(line.origin), digits_of(line.goods), to_string(line.entered),
                   line.loaded ? to_string(*line.loaded) : "", known ? to_string(*known) : "");
    const auto& [view, table] = told.at({line.known, line.destination});
    const LineRate rate = table.rate(line.goods, line.origin, line.entered, line.loaded);
    refused += rate.refused ? 1 : 0;
    open += rate.settled || rate.refused ? 0 : 1;
    if (!rate.refused) fmt::format_to(std::back_inserter(expected), "{},{},{}\n", id, rate.ppm, rate.settled ? 1 : 0);
    if (id % 500 != 0) continue;
    // The table itself is compared with assess() elsewhere; here to be sure that the same is asked.
    const Shipment shipment{.origin = line.origin,
                            .destination = line.destination,
                            .goods = line.goods,
                            .entered = line.entered,
                            .loaded = line.loaded};
    const Result<Assessment> duty = assess(view, shipment, with.lists, with.base);
    ASSERT_EQ(duty.ok(), !rate.refused);
    if (duty.ok()) {
      EXPECT_EQ(duty->low.ppm(), rate.ppm);
      EXPECT_EQ(duty->total.has_value(), rate.settled);
    }
  }
  EXPECT_GT(refused, shipments / 100);
  EXPECT_GT(open, shipments / 100);
  EXPECT_LT(refused + open, shipments * 9 / 10);

  const Texts said =
      ask(*tables, {{"shipments", shipped}},
          {{"paid", "SELECT id, rate_ppm, CASE WHEN settled THEN 1 ELSE 0 END FROM shipment_duties ORDER BY id"}});
  EXPECT_EQ(first_difference(said.at("paid"), expected), "equal");
}

}  // namespace
}  // namespace v0
}  // namespace truceline
