// What a scenario would change: the timeline with and without it, side by side; or what a basket of goods would cost.

#include <algorithm>
#include <filesystem>
#include <map>

#include "common.hpp"

using namespace examples;
using namespace truceline;

namespace {

constexpr auto json_shape = R"({"scenario", "title", "known": day or null in hindsight, "differences": [{"measure",
"from", "until", "without": answer, "with": answer}]}; answer: {"status", "ending", "standing",
"certainty", "may_be": [], "rate_percent", "suspended_percent", "since", "until", "assumed": []};
with --basket {"scenario", "title", "known", "into", "from", "days": [{"on", "goods": [{"name",
"code", "value", "without": cost, "with": cost, "difference": amount}], "total": {"value",
"without": amount, "with": amount, "difference": amount}}]}; cost: {"total_percent", "low_percent",
"high_percent", "low", "high"}; amount: {"low", "high"} in USD. null where absent or not bounded.)";

/// Finds the scenario by its name in the dataset; else reads it from the file, whose records join the dataset.
Result<Scenario> find_scenario(const std::string& name, Dataset& dataset) {
  const auto named = std::find_if(dataset.scenarios.begin(), dataset.scenarios.end(),
                                  [&](const Scenario& scenario) { return scenario.name == name; });
  if (named != dataset.scenarios.end()) return *named;

  std::error_code error;
  if (!std::filesystem::exists(name, error)) {
    std::vector<std::string> names;
    for (const Scenario& scenario : dataset.scenarios) names.push_back(scenario.name);
    return refusal(fmt::format("no scenario and no file: {}; scenarios: {}", name, fmt::join(names, ", ")));
  }
  const Result<Dataset> file = load_dataset(name);
  if (!file.ok()) return file.status();
  if (file->scenarios.size() != 1) {
    return refusal(fmt::format("{} holds {} scenarios, not one; give it as --dataset and name a scenario", name,
                               file->scenarios.size()));
  }
  Result<Dataset> both = combine(std::vector{dataset, *file});
  if (!both.ok()) return both.status();
  dataset = *std::move(both);
  return file->scenarios.front();
}

// ---- a basket of goods ----------------------------------------------------------------------------------------------

__extension__ using Wide = __int128;  // products of money and rates

struct Item {
  std::string name;
  std::optional<HsCode> code;
  Money value;
};

/// Reads CSV with the columns name, code (may be empty: goods in general) and value (USD), in any order.
Result<std::vector<Item>> read_basket(const std::string& file) {
  const Result<std::vector<CsvRow>> rows = read_csv(file);
  if (!rows.ok()) return rows.status();
  std::vector<std::string> faults;
  std::map<std::string, std::size_t> columns;
  if (!rows->empty()) {
    const std::vector<std::string>& names = rows->front().cells;
    for (std::size_t i = 0; i < names.size(); ++i) columns.emplace(names[i], i);
  }
  if (columns.size() != 3 || !columns.contains("name") || !columns.contains("code") || !columns.contains("value")) {
    return refusal(
        fmt::format("{}:1: the columns are not name, code and value; begin with the line name,code,value", file));
  }
  std::vector<Item> items;
  for (std::size_t i = 1; i < rows->size(); ++i) {
    const CsvRow& row = (*rows)[i];
    const auto tell = [&](const std::string& what) {
      faults.push_back(fmt::format("{}:{}: {}", file, row.line, what));
    };
    if (row.cells.size() != columns.size()) {
      tell(fmt::format("{} cells, not {}; give every row a cell a column", row.cells.size(), columns.size()));
      continue;
    }
    Item item{.name = row.cells[columns["name"]], .code = {}, .value = {}};
    const std::string& code = row.cells[columns["code"]];
    std::optional<Money> value;
    if (!code.empty()) {
      if (const absl::Status status = read(code, item.code); !status.ok()) tell(message_of(status));
    }
    if (const absl::Status status = read(row.cells[columns["value"]], value); !status.ok()) {
      tell(message_of(status));
    } else if (value->currency != Currency()) {
      tell(fmt::format("a value in {}; state it in USD", to_string(value->currency)));
    }
    item.value = value.value_or(Money{});
    items.push_back(std::move(item));
  }
  if (items.empty() && faults.empty()) faults.push_back(fmt::format("{}: no goods; add a row a product", file));
  if (!faults.empty()) return refusal(fmt::format("{}", fmt::join(faults, "\n")));
  return items;
}

/// An amount in USD that may not be settled.
struct Amount {
  std::int64_t low = 0;                  ///< cents; at least
  std::optional<std::int64_t> high = 0;  ///< at most; absent where nothing bounds it

  Amount& operator+=(const Amount& other) {
    low += other.low;
    high = high && other.high ? std::optional(*high + *other.high) : std::nullopt;
    return *this;
  }
};

/// A rate of a value, rounded half away from zero.
std::int64_t portion(std::int64_t value, Rate rate) {
  const Wide exact = Wide{value} * rate.ppm();
  return static_cast<std::int64_t>((exact + (exact >= 0 ? 500'000 : -500'000)) / 1'000'000);
}

Amount amount_of(const Assessment& duty, std::int64_t value) {
  if (duty.amount) return {duty.amount->minor, duty.amount->minor};
  return {portion(value, duty.low), duty.high ? std::optional(portion(value, *duty.high)) : std::nullopt};
}

/// What `with` costs more than `without`. A line that both have alike is open for the same reason in both, and cancels
/// out: so the difference may be settled where the totals are not. No end: not bounded.
struct CostChange {
  std::optional<std::int64_t> low = 0;
  std::optional<std::int64_t> high = 0;

  CostChange& operator+=(const CostChange& other) {
    low = low && other.low ? std::optional(*low + *other.low) : std::nullopt;
    high = high && other.high ? std::optional(*high + *other.high) : std::nullopt;
    return *this;
  }
};

CostChange change_of(const Assessment& without, const Assessment& with, std::int64_t value) {
  if (without.amount && with.amount) {
    const std::int64_t more = with.amount->minor - without.amount->minor;
    return {more, more};
  }
  const auto alike = [](const DutyLine& a, const DutyLine& b) {
    return a.measure == b.measure && a.rate == b.rate && a.base == b.base && a.specific == b.specific &&
           a.settled == b.settled && a.low == b.low && a.high == b.high;
  };
  const auto rest_of = [&](const Assessment& duty, const Assessment& other) {
    std::pair<Rate, std::optional<Rate>> rest{Rate(), Rate()};
    for (const DutyLine& line : duty.lines) {
      if (std::any_of(other.lines.begin(), other.lines.end(), [&](const DutyLine& l) { return alike(line, l); }))
        continue;
      rest.first = rest.first + line.low;
      rest.second = rest.second && line.high ? std::optional(*rest.second + *line.high) : std::nullopt;
    }
    return rest;
  };
  const auto [less_low, less_high] = rest_of(without, with);
  const auto [more_low, more_high] = rest_of(with, without);
  return {less_high ? std::optional(portion(value, more_low - *less_high)) : std::nullopt,
          more_high ? std::optional(portion(value, *more_high - less_low)) : std::nullopt};
}

std::string cents(std::int64_t minor) { return to_string(Money{minor, Currency()}).substr(4); }

std::string text_of(const Amount& amount) {
  if (!amount.high) return amount.low == 0 ? "not known" : "at least " + cents(amount.low);
  return amount.low == *amount.high ? cents(amount.low)
                                    : fmt::format("{} to {}", cents(amount.low), cents(*amount.high));
}

std::string text_of(const CostChange& change) {
  const auto sign = [](std::int64_t minor) { return (minor > 0 ? "+" : "") + cents(minor); };
  if (!change.low || !change.high) return "not bounded";
  return change.low == change.high ? sign(*change.low) : fmt::format("{} to {}", sign(*change.low), sign(*change.high));
}

/// Cents in dollars; the double nearest to the decimal prints as that decimal.
Json dollars(std::optional<std::int64_t> minor) {
  if (!minor) return {};
  if (*minor % 100 == 0) return *minor / 100;
  return static_cast<double>(*minor) / 100;
}

template <class Range>
Json json_of(const Range& range) {
  return {{"low", dollars(range.low)}, {"high", dollars(range.high)}};
}

Json json_of(const Assessment& duty, const Amount& amount) {
  return {{"total_percent", to_json(duty.total)},
          {"low_percent", to_json(std::optional(duty.low))},
          {"high_percent", to_json(duty.high)},
          {"low", dollars(amount.low)},
          {"high", dollars(amount.high)}};
}

/// One day of a basket, for people and for programs.
struct Day {
  std::string text;
  Json json;
};

Result<Day> cost_on(Date on, const std::vector<Item>& items, Shipment shipment, const View& without, const View& with,
                    const GoodsLists& lists) {
  const Table table(2, {15, 13, 12, 17, 17});
  Day day{.text = fmt::format("\n{}\n{}", on, table.row({"goods", "code", "value", "without", "with", "difference"})),
          .json = {{"on", to_string(on)}, {"goods", Json::array()}}};
  std::int64_t value = 0;
  Amount total_without;
  Amount total_with;
  CostChange total_change;
  shipment.entered = on;
  for (const Item& item : items) {
    shipment.goods = item.code;
    shipment.value = item.value;
    const Result<Assessment> before = assess(without, shipment, lists);
    if (!before.ok()) return before.status();
    const Result<Assessment> after = assess(with, shipment, lists);
    if (!after.ok()) return after.status();
    const Amount cost_before = amount_of(*before, item.value.minor);
    const Amount cost_after = amount_of(*after, item.value.minor);
    const CostChange change = change_of(*before, *after, item.value.minor);
    const auto cell = [](const Assessment& duty, const Amount& amount) {
      return fmt::format("{} ({})", text_of(amount), range_of(duty.low, duty.high));
    };
    const std::string code = item.code ? to_string(*item.code) : "";
    day.text += table.row({item.name, code, cents(item.value.minor), cell(*before, cost_before),
                           cell(*after, cost_after), text_of(change)});
    day.json["goods"].push_back({{"name", item.name},
                                 {"code", item.code ? Json(code) : Json()},
                                 {"value", dollars(item.value.minor)},
                                 {"without", json_of(*before, cost_before)},
                                 {"with", json_of(*after, cost_after)},
                                 {"difference", json_of(change)}});
    value += item.value.minor;
    total_without += cost_before;
    total_with += cost_after;
    total_change += change;
  }
  day.text +=
      table.row({"total", "", cents(value), text_of(total_without), text_of(total_with), text_of(total_change)});
  day.json["total"] = {{"value", dollars(value)},
                       {"without", json_of(total_without)},
                       {"with", json_of(total_with)},
                       {"difference", json_of(total_change)}};
  return day;
}

}  // namespace

int main(int argc, char** argv) {
  Command command("Tells what a scenario would change: each measure, or a basket of goods, with and without it.",
                  json_shape);
  std::string name;
  Known known;
  command.required("scenario", name, "the name of a scenario of the datasets, or a dataset file that holds one");
  command.option("--known", known, "as the world could know it on that day (default: hindsight)");
  std::string basket;
  std::vector<Date> days;
  Trade trade;
  command.option("--basket", basket, "CSV name,code,value (USD): what these goods would cost; dataset: chronology");
  command.option("--on", days, "a day of entry, with --basket; repeatable");
  trade.add_route(command, std::pair(Jurisdiction('U', 'S'), Jurisdiction('C', 'N')));
  command.rule([&] {
    if (basket.empty() != days.empty()) return refusal("--basket and --on go together");
    if (!basket.empty()) command.default_dataset = "chronology";
    return absl::OkStatus();
  });

  return command.run(argc, argv, [&]() -> Result<std::string> {
    Result<Dataset> dataset = command.dataset();
    if (!dataset.ok()) return dataset.status();
    const Result<Scenario> scenario = find_scenario(name, *dataset);
    if (!scenario.ok()) return scenario.status();
    const Result<Timeline> without = Timeline::compile(*std::move(dataset));
    if (!without.ok()) return without.status();
    const Result<Timeline> with = without->apply(scenario->name);
    if (!with.ok()) return with.status();

    if (!basket.empty()) {
      const Result<std::vector<Item>> items = read_basket(basket);
      if (!items.ok()) return items.status();
      const Result<GoodsLists> lists = trade.lists(without->dataset());
      if (!lists.ok()) return lists.status();
      const Shipment& route = trade.shipment;
      Json json{{"scenario", scenario->name},           {"title", scenario->title},        {"known", to_json(known)},
                {"into", to_string(route.destination)}, {"from", to_string(route.origin)}, {"days", Json::array()}};
      std::string text =
          wrapped("What if: ", fmt::format("{} ({}), {}", scenario->title, scenario->name, to_string(known)));
      text += fmt::format("Additional duties into {} from {}, in USD\n", route.destination, route.origin);
      for (const Date on : days) {
        Result<Day> day = cost_on(on, *items, route, view_of(*without, known), view_of(*with, known), *lists);
        if (!day.ok()) return day.status();
        text += day->text;
        json["days"].push_back(std::move(day->json));
      }
      return command.json ? text_of(json) : text;
    }

    const std::vector<Difference> differences = compare(view_of(*without, known), view_of(*with, known));

    if (command.json) {
      Json json{{"scenario", scenario->name},
                {"title", scenario->title},
                {"known", to_json(known)},
                {"differences", Json::array()}};
      for (const Difference& difference : differences) {
        const auto from = difference.valid.from();
        const auto until = difference.valid.until();
        json["differences"].push_back({{"measure", difference.measure},
                                       {"from", from == Date::min() ? Json() : Json(to_string(from))},
                                       {"until", until ? Json(to_string(*until)) : Json()},
                                       {"without", to_json(difference.left)},
                                       {"with", to_json(difference.right)}});
      }
      return text_of(json);
    }

    std::string text =
        wrapped("What if: ", fmt::format("{} ({}), {}", scenario->title, scenario->name, to_string(known)));
    const Table table(4, {27, 31});
    const std::string* measure = nullptr;
    for (const Difference& difference : differences) {
      if (measure == nullptr) text += "\n" + table.row({"", "without", "with"});
      if (measure == nullptr || *measure != difference.measure) text += fmt::format("{}\n", difference.measure);
      measure = &difference.measure;
      const auto answer = [](const Answer& side) {
        return state_of(side) + (side.certainty == Certainty::Possible ? ", possible" : "");
      };
      const auto until = difference.valid.until();
      text += table.row({until ? fmt::format("{} until {}", difference.valid.from(), *until)
                               : fmt::format("{} on", difference.valid.from()),
                         answer(difference.left), answer(difference.right)});
    }
    if (differences.empty()) text += "\nIt would change nothing.\n";
    return text;
  });
}
