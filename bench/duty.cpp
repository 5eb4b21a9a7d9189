// What duty a shipment pays: one look-up, and files of lines.

#include <array>
#include <cstdio>
#include <set>
#include <span>
#include <unordered_map>

#include <fmt/format.h>
#include <truceline/duty/rate_table.hpp>
#include <truceline/timeline/timeline.hpp>

#include "common/contest.hpp"
#include "common/outside.hpp"
#include "common/random.hpp"
#include "common/sqlite.hpp"
#include "common/stream.hpp"

namespace truceline::bench {
namespace {

constexpr std::size_t product_count = 20'000;
// The lists that most goods are on: how many codes of eight digits (no code is on two), or which headings. Other lists are
// not bound, so that goods that may be on one are not settled.
constexpr std::pair<const char*, std::size_t> lists[] = {{"Section 301 List 1", 818},
                                                         {"Section 301 List 2", 279},
                                                         {"Section 301 List 3", 5'745},
                                                         {"Section 301 List 4A", 3'230},
                                                         {"Section 301 List 4B", 550}};
const std::pair<const char*, std::vector<std::string>> prefix_lists[] = {
    {"Section 232 steel and aluminium", {"72", "76"}},
    {"Section 232 copper", {"74"}},
    {"Section 232 automobiles", {"8703"}}};
constexpr std::size_t question_count = 1 << 16;
constexpr std::size_t fast = 1 << 10;
constexpr Jurisdiction into{'U', 'S'};
constexpr std::array<Jurisdiction, 12> origins{Jurisdiction('C', 'N'), Jurisdiction('M', 'X'), Jurisdiction('C', 'A'),
                                               Jurisdiction('D', 'E'), Jurisdiction('J', 'P'), Jurisdiction('K', 'R'),
                                               Jurisdiction('V', 'N'), Jurisdiction('I', 'N'), Jurisdiction('T', 'W'),
                                               Jurisdiction('B', 'R'), Jurisdiction('G', 'B'), Jurisdiction('C', 'H')};

// ---- data: the built-in record, and goods of a tariff of the usual size -----------------------------------------------------

std::vector<std::string> named_prefixes(const Dataset& dataset) {
  std::vector<std::string> named;
  const auto add = [&](const Goods& goods) { named.insert(named.end(), goods.hs.begin(), goods.hs.end()); };
  for (const Measure& measure : dataset.measures) add(measure.goods);
  for (const Claim& claim : dataset.claims) add(claim.action.limits.goods);
  return named;
}

// Codes in the shape of a national tariff: of four digits, six, eight and ten, in about the numbers that the US tariff has.
// Each lies under a shorter one; the prefixes that the record names are among them.
struct Nomenclature {
  static constexpr std::array<std::size_t, 4> sizes{1'250, 5'600, 11'000, 20'000};
  std::array<std::vector<std::string>, 4> levels;

  Nomenclature(Random& random, const std::vector<std::string>& named) {
    std::array<std::set<std::string>, 4> taken;
    const auto digit = [&] { return static_cast<char>('0' + random.below(10)); };
    for (std::string prefix : named) {
      while (prefix.size() < 4 || prefix.size() % 2 != 0) prefix += digit();
      for (std::size_t size = 4; size <= prefix.size(); size += 2) taken[size / 2 - 2].insert(prefix.substr(0, size));
    }
    for (std::size_t level = 0; level < levels.size(); ++level) {
      while (taken[level].size() < sizes[level]) {
        std::string code = level == 0 ? fmt::format("{:02}", 1 + random.below(97)) : any(random, level - 1);
        code += digit();
        taken[level].insert(code += digit());
      }
      levels[level].assign(taken[level].begin(), taken[level].end());
    }
  }
  [[nodiscard]] const std::string& any(Random& random, std::size_t level) const {
    return levels[level][random.below(static_cast<std::uint32_t>(levels[level].size()))];
  }
};

struct Product {
  HsCode code;
  Jurisdiction origin;
};

struct Line {
  Date entered;
  std::uint32_t product;
};

std::uint64_t key_of(const Product& product) {
  const std::string origin = to_string(product.origin);
  return product.code.number() << 16 | static_cast<std::uint64_t>(origin[0]) << 8 |
         static_cast<std::uint64_t>(origin[1]);
}

// What is told of a line as one number: the total, or -1 less what it is at least where it is not settled.
std::int32_t as_number(std::int32_t ppm, bool settled) { return settled ? ppm : -1 - ppm; }

class Data {
 public:
  Data() : dataset_(*builtin_dataset("chronology")), view_(Timeline::compile(dataset_)->hindsight()) {
    Random random(5);
    const Nomenclature nomenclature(random, named_prefixes(dataset_));
    std::vector<std::string> codes = nomenclature.levels[2];
    for (std::size_t i = codes.size(); i > 1; --i) {
      std::swap(codes[i - 1], codes[random.below(static_cast<std::uint32_t>(i))]);
    }
    std::size_t taken_codes = 0;
    for (const auto& [list, size] : lists) {
      bind(list, std::span(codes).subspan(taken_codes, size));
      taken_codes += size;
    }
    for (const auto& [list, prefixes] : prefix_lists) bind(list, prefixes);
    lane_.destination = into;
    std::set<std::uint64_t> taken;
    while (products_.size() < product_count) {
      const Product product{*parse_hs(nomenclature.any(random, 3)), origins[random.below(origins.size())]};
      if (!taken.insert(key_of(product)).second) continue;
      products_.push_back(product);
      codes_.push_back(product.code);
      origins_.push_back(product.origin);
    }
    table_.emplace(*RateTable::compile(view_, lane_));
    catalogue_.emplace(*table_->products(codes_, origins_));
  }

  [[nodiscard]] const std::vector<Product>& products() const { return products_; }
  [[nodiscard]] const RateTable& table() const { return *table_; }
  [[nodiscard]] const RateTable::Products& catalogue() const { return *catalogue_; }

  // The ground truth.
  [[nodiscard]] std::int32_t assessed(const Line& line) const {
    Shipment shipment;
    shipment.origin = products_[line.product].origin;
    shipment.destination = into;
    shipment.goods = products_[line.product].code;
    shipment.entered = line.entered;
    const Assessment told = *assess(view_, shipment, lane_.lists, lane_.base);
    return as_number(static_cast<std::int32_t>(told.total.value_or(told.low).ppm()), told.total.has_value());
  }

  /// Every day on which what is told of a product changes, with what is told from then on. Filled from the table, line
  /// by line; run() compares both with assess().
  [[nodiscard]] std::vector<std::pair<std::int32_t, std::int32_t>> steps(std::uint32_t product) const {
    std::vector<Date> days(day_count);
    for (int i = 0; i < day_count; ++i) days[static_cast<std::size_t>(i)] = first_day + i;
    const std::vector<std::uint32_t> same(days.size(), product);
    std::vector<std::int32_t> ppm(days.size());
    std::vector<std::uint64_t> unsettled((days.size() + 63) / 64);
    std::vector<std::uint64_t> refused(unsettled.size());
    if (!table_->assess(*catalogue_, {days, same}, {ppm, unsettled, refused}).ok()) std::exit(2);
    std::vector<std::pair<std::int32_t, std::int32_t>> steps;
    for (std::size_t i = 0; i < days.size(); ++i) {
      const std::int32_t told = as_number(ppm[i], (unsettled[i / 64] >> i % 64 & 1) == 0);
      if (steps.empty() || steps.back().second != told) steps.emplace_back(days[i].days_since_epoch(), told);
    }
    return steps;
  }

 private:
  void bind(const std::string& list, std::span<const std::string> codes) {
    std::string csv = "code\n";
    for (const std::string& code : codes) csv += code + '\n';
    if (!lane_.lists.bind(list, csv).ok()) std::exit(2);
  }

  Dataset dataset_;
  View view_;
  Lane lane_;
  std::vector<Product> products_;
  std::vector<HsCode> codes_;
  std::vector<Jurisdiction> origins_;
  std::optional<RateTable> table_;
  std::optional<RateTable::Products> catalogue_;
};

// ---- peers ----------------------------------------------------------------------------------------------------------

/// A hash map from code and origin to the days of change, searched by std::upper_bound.
class HashMap {
 public:
  explicit HashMap(const Data& data) {
    for (std::uint32_t product = 0; product < product_count; ++product) {
      steps_[key_of(data.products()[product])] = data.steps(product);
    }
  }
  [[nodiscard]] std::int32_t told(std::uint64_t key, std::int32_t day) const {
    const auto& steps = steps_.find(key)->second;
    const auto after = [](std::int32_t asked, const auto& step) { return asked < step.first; };
    return std::prev(std::upper_bound(steps.begin(), steps.end(), day, after))->second;
  }
  [[nodiscard]] const auto& steps() const { return steps_; }

 private:
  std::unordered_map<std::uint64_t, std::vector<std::pair<std::int32_t, std::int32_t>>> steps_;
};

class SqliteSteps {
 public:
  explicit SqliteSteps(const HashMap& map) {
    database_.run(
        "create table steps(product int, first int, told int, primary key(product, first)) without rowid;"
        "begin");
    Sqlite::Statement insert = database_.prepare("insert into steps values(?, ?, ?)");
    for (const auto& [key, steps] : map.steps()) {
      for (const auto& [day, told] : steps) {
        insert.bind({static_cast<std::int64_t>(key), day, told});
        insert.step();
      }
    }
    database_.run("commit; analyze");
    look_up_.emplace(
        database_.prepare("select told from steps where product = ? and first <= ? order by first desc limit 1"));
  }
  [[nodiscard]] std::int32_t told(std::uint64_t key, std::int32_t day) {
    look_up_->bind({static_cast<std::int64_t>(key), day});
    look_up_->step();
    return static_cast<std::int32_t>(look_up_->number(0));
  }

 private:
  Sqlite database_;
  std::optional<Sqlite::Statement> look_up_;
};

// ---- the questions --------------------------------------------------------------------------------------------------

std::vector<Line> random_lines(std::size_t count, std::uint64_t seed) {
  Random random(seed);
  std::vector<Line> lines(count);
  for (Line& line : lines) line = {random_day(random), random.below(product_count)};
  return lines;
}

void look_up(Report& report, const Data& data, const HashMap& map) {
  struct Question {
    HsCode code;
    Jurisdiction origin;
    Date entered;
    std::uint64_t key;
  };
  const std::vector<Line> lines = random_lines(question_count, 6);
  std::vector<Question> all;
  Table asked;
  std::vector<std::int64_t> answers;
  Table steps;
  for (const Line& line : lines) {
    const Product& product = data.products()[line.product];
    all.push_back({product.code, product.origin, line.entered, key_of(product)});
  }
  const std::span<const Question> questions = all;

  SqliteSteps sqlite(map);
  const auto ours = [&](const Question& question) {
    const LineRate rate = data.table().rate(question.code, question.origin, question.entered);
    return as_number(rate.ppm, rate.settled);
  };
  const auto by_map = [&](const Question& question) {
    return map.told(question.key, question.entered.days_since_epoch());
  };
  const auto by_sqlite = [&](const Question& question) {
    return sqlite.told(question.key, question.entered.days_since_epoch());
  };
  for (const Question& question : questions.first(2'000)) {
    asked += fmt::format("{},{}\n", question.key, question.entered.days_since_epoch());
    answers.push_back(ours(question));
  }
  for (const auto& [key, its_steps] : map.steps()) {
    for (const auto& [day, told] : its_steps) steps += fmt::format("{},{},{}\n", key, day, told);
  }
  Contest contest(report, "one duty look-up", product_count);
  contest.ours(rounds(questions, fast, ours))
      .against("unordered_map + upper_bound", rounds(questions, fast, by_map),
               alike(questions, question_count, ours, by_map), quicker(8))
      .against("SQLite", rounds(questions, 64, by_sqlite), alike(questions, 5'000, ours, by_sqlite), quicker(50));
  ask_outside(contest, report, "look-up", steps, asked, answers);
  contest.run();
}

/// Columns of lines, as the library takes them and as peers do.
struct Columns {
  std::vector<Date> entered;
  std::vector<HsCode> goods;
  std::vector<Jurisdiction> origin;
  std::vector<std::uint32_t> product;
  std::vector<std::uint64_t> key;
  std::vector<std::int32_t> ppm;
  std::vector<std::uint64_t> unsettled;
  std::vector<std::uint64_t> refused;

  Columns(const Data& data, const std::vector<Line>& lines)
      : ppm(lines.size()), unsettled((lines.size() + 63) / 64), refused(unsettled.size()) {
    for (const Line& line : lines) {
      const Product& sold = data.products()[line.product];
      entered.push_back(line.entered);
      goods.push_back(sold.code);
      origin.push_back(sold.origin);
      product.push_back(line.product);
      key.push_back(key_of(sold));
    }
  }
  [[nodiscard]] std::size_t size() const { return entered.size(); }
  [[nodiscard]] RateColumns rates() { return {ppm, unsettled, refused}; }
  [[nodiscard]] bool tells(const HashMap& map) const {
    for (std::size_t i = 0; i < size(); ++i) {
      const std::int32_t told = as_number(ppm[i], (unsettled[i / 64] >> i % 64 & 1) == 0);
      if (told != map.told(key[i], entered[i].days_since_epoch()) || (refused[i / 64] >> i % 64 & 1) != 0) return false;
    }
    return true;
  }
};

void batches(Report& report, const Data& data, const HashMap& map, std::size_t n) {
  std::vector<Line> lines = random_lines(n, 7);
  Stream stream(n);
  const std::string stream_limit = "stream limit (10 B in, 4 B out)";
  const int repetitions = report.quick() ? 3 : 7;
  const auto by_map = [&map](Columns& columns) {
    const std::size_t batch = columns.size() / 10;  // a tenth a run, since it is slow
    auto answers = std::make_shared<std::vector<std::int32_t>>(batch);
    return Work{batch, [&columns, &map, batch, answers, at = std::size_t{0}]() mutable {
                  for (std::size_t i = 0; i < batch; ++i) {
                    (*answers)[i] = map.told(columns.key[at + i], columns.entered[at + i].days_since_epoch());
                  }
                  benchmark::DoNotOptimize(answers->data());
                  benchmark::ClobberMemory();
                  at = at + 2 * batch > columns.size() ? 0 : at + batch;
                }};
  };

  {
    Columns columns(data, lines);
    const auto assess = [&] {
      static_cast<void>(data.table().assess({columns.entered, columns.goods, columns.origin}, columns.rates()));
    };
    assess();
    const bool equal = columns.tells(map);
    Contest(report, "batch, random dates, hashed codes", n)
        .ours({n, assess})
        .against("unordered_map + upper_bound", by_map(columns), equal, quicker(12))
        .against(stream_limit, stream.work(), std::nullopt, at_most(12))
        .run(repetitions);
  }
  const auto dense = [&](const std::string& query, double goal) {
    Columns columns(data, lines);
    const auto assess = [&] {
      static_cast<void>(data.table().assess(data.catalogue(), {columns.entered, columns.product}, columns.rates()));
    };
    assess();
    const bool equal = columns.tells(map);
    Contest(report, query, n)
        .ours({n, assess})
        .against("unordered_map + upper_bound", by_map(columns), equal)
        .against(stream_limit, stream.work(), std::nullopt, at_most(goal))
        .run(repetitions);
  };
  dense("batch, dense product ids", 6);
  std::ranges::stable_sort(lines, {}, &Line::entered);
  dense("batch, dense ids, sorted by date", 4.5);
}

int run(int argc, char** argv) {
  Report report(argc, argv);
  const Data data;
  const HashMap map(data);
  // Peers are filled from the table, so the table is compared with assess() first.
  for (const Line& line : random_lines(report.quick() ? 500 : 3'000, 8)) {
    const Product& product = data.products()[line.product];
    if (data.assessed(line) != map.told(key_of(product), line.entered.days_since_epoch())) {
      fmt::print(stderr, "the table and assess() differ: {} from {} on {}\n", to_string(product.code),
                 to_string(product.origin), to_string(line.entered));
      return 1;
    }
  }
  look_up(report, data, map);
  batches(report, data, map, 10'000'000);  // beyond any cache, since a stream's limit is the memory's
  return report.exit_status();
}

}  // namespace
}  // namespace truceline::bench

int main(int argc, char** argv) { return truceline::bench::run(argc, argv); }
