// What held on a day as known on another.

#include <fmt/format.h>
#define BOOST_ALLOW_DEPRECATED_HEADERS  // Boost.Geometry 1.74 includes one itself
#include <boost/geometry.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <truceline/timeline/bitemporal_index.hpp>

#include "common/contest.hpp"
#include "common/outside.hpp"
#include "common/periods.hpp"
#include "common/sqlite.hpp"

namespace truceline::bench {
namespace {

constexpr std::size_t question_count = 1 << 15;
constexpr std::size_t fast = 1 << 10;  // questions a run, for what takes nanoseconds

struct Question {
  Date day;
  Date known;
};

// Half of the records are superseded, so that twice as many have to hold for as many to be answers in hindsight.
constexpr Mix bitemporal_mixes[] = {{open_ends.name, 0.69, 312, open_ends.in_force},
                                    {short_ones.name, 0.0, 28, short_ones.in_force}};

// Each record becomes known about its first day, and half are superseded within two years.
std::vector<Bitemporal> random_records(const Mix& mix, std::size_t n) {
  Random random(n + 3);
  std::vector<Bitemporal> records;
  for (std::size_t i = 0; i < n; ++i) {
    const Period valid = random_period(random, mix);
    const Date known = valid.from() - 60 + static_cast<int>(random.below(90));
    records.push_back({valid, random.chance(0.5)
                                  ? Period::since(known)
                                  : *Period::make(known, known + 1 + static_cast<int>(random.below(730)))});
  }
  return records;
}

// Half of the questions are asked from later than the ten years: in hindsight.
std::vector<Question> random_questions(std::size_t n) {
  Random random(n + 4);
  std::vector<Question> questions(question_count);
  for (Question& question : questions) {
    question.day = random_day(random);
    question.known = random.chance(0.5) ? random_day(random) : first_day + day_count + 365;
  }
  return questions;
}

// ---- peers ----------------------------------------------------------------------------------------------------------

/// Boost.Geometry: an R*-tree of boxes, packed when built, asked which meet a point.
class BoxTree {
  using Point = boost::geometry::model::point<std::int32_t, 2, boost::geometry::cs::cartesian>;
  static auto at(const Question& question) {
    return boost::geometry::index::intersects(
        Point(question.day.days_since_epoch(), question.known.days_since_epoch()));
  }

 public:
  explicit BoxTree(const std::vector<Bitemporal>& records) : tree_(boxes(records)) {}

  [[nodiscard]] std::uint32_t count(const Question& question) const {
    return static_cast<std::uint32_t>(tree_.query(at(question), Discard()));
  }
  std::uint32_t list(const Question& question, std::uint32_t* numbers) const {
    return static_cast<std::uint32_t>(tree_.query(at(question), Keep{numbers}));
  }

 private:
  using Value = std::pair<boost::geometry::model::box<Point>, std::uint32_t>;

  template <class Self>
  struct Output {
    using iterator_category = std::output_iterator_tag;
    using value_type = void;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = void;
    Self& operator*() { return static_cast<Self&>(*this); }
    Self& operator++() { return static_cast<Self&>(*this); }
    Self& operator++(int) { return static_cast<Self&>(*this); }
  };
  struct Discard : Output<Discard> {
    Discard& operator=(const Value&) { return *this; }
  };
  struct Keep : Output<Keep> {
    explicit Keep(std::uint32_t* numbers) : next(numbers) {}
    Keep& operator=(const Value& value) {
      *next++ = value.second;
      return *this;
    }
    std::uint32_t* next;
  };

  static std::vector<Value> boxes(const std::vector<Bitemporal>& records) {
    std::vector<Value> result;
    for (std::uint32_t i = 0; i < records.size(); ++i) {
      const auto& [valid, known] = records[i];
      result.push_back({{Point(valid.from().days_since_epoch(), known.from().days_since_epoch()),
                         Point(end_of(valid) - 1, end_of(known) - 1)},
                        i});
    }
    return result;
  }
  boost::geometry::index::rtree<Value, boost::geometry::index::rstar<16>> tree_;
};

class SqliteRecords {
 public:
  explicit SqliteRecords(const std::vector<Bitemporal>& records) {
    database_.run(
        "create table held(number integer primary key, first int, until int, known int, superseded int);"
        "begin");
    Sqlite::Statement insert = database_.prepare("insert into held values(?, ?, ?, ?, ?)");
    for (std::size_t i = 0; i < records.size(); ++i) {
      const auto& [valid, known] = records[i];
      insert.bind({static_cast<std::int64_t>(i), valid.from().days_since_epoch(), end_of(valid),
                   known.from().days_since_epoch(), end_of(known)});
      insert.step();
    }
    database_.run(
        "commit; create index by_first on held(first, until, known, superseded);"
        "create index by_until on held(until, first, known, superseded); analyze");
    const std::string where = " from held where first <= ?1 and until > ?1 and known <= ?2 and superseded > ?2";
    count_.emplace(database_.prepare("select count(*)" + where));
    list_.emplace(database_.prepare("select number" + where));
  }
  [[nodiscard]] std::uint32_t count(const Question& question) {
    count_->bind({question.day.days_since_epoch(), question.known.days_since_epoch()});
    count_->step();
    return static_cast<std::uint32_t>(count_->number(0));
  }
  std::uint32_t list(const Question& question, std::uint32_t* numbers) {
    list_->bind({question.day.days_since_epoch(), question.known.days_since_epoch()});
    std::uint32_t size = 0;
    while (list_->step()) numbers[size++] = static_cast<std::uint32_t>(list_->number(0));
    return size;
  }

 private:
  Sqlite database_;
  std::optional<Sqlite::Statement> count_;
  std::optional<Sqlite::Statement> list_;
};

// ---- the questions --------------------------------------------------------------------------------------------------

constexpr std::size_t outside_questions = 50;

Table table_of(const std::vector<Bitemporal>& records) {
  const auto until = [](const Period& period) { return period.until() ? std::to_string(end_of(period)) : ""; };
  Table table;
  for (std::size_t i = 0; i < records.size(); ++i) {
    const auto& [valid, known] = records[i];
    table += fmt::format("{},{},{},{},{}\n", i, valid.from().days_since_epoch(), until(valid),
                         known.from().days_since_epoch(), until(known));
  }
  return table;
}

void ask(Report& report, const Mix& mix, std::size_t n) {
  const std::vector<Bitemporal> records = random_records(mix, n);
  const std::vector<Question> all = random_questions(n);
  const std::span<const Question> questions = all;
  const BitemporalIndex index(records);
  const BoxTree boxes(records);
  SqliteRecords sqlite(records);
  std::vector<Period> last;  // in hindsight
  for (const auto& [valid, known] : records) {
    if (!known.until()) last.push_back(valid);
  }
  check_mix(mix, last, n);
  const std::size_t slow_checks = n <= 2'000 ? 1'000 : 50;
  const bool outside = n == 300 || n == 100'000;

  Table asked;
  for (const Question& question : questions.first(outside_questions)) {
    asked += fmt::format("{},{}\n", question.day.days_since_epoch(), question.known.days_since_epoch());
  }
  const auto answers = [&](const auto& ours) {
    std::vector<std::int64_t> result;
    for (const Question& question : questions.first(outside_questions)) {
      result.push_back(static_cast<std::int64_t>(ours(question)));
    }
    return result;
  };

  {
    const auto ours = [&](const Question& question) {
      return static_cast<std::uint32_t>(index.count(question.day, question.known));
    };
    const auto by_boxes = [&](const Question& question) { return boxes.count(question); };
    const auto by_sqlite = [&](const Question& question) { return sqlite.count(question); };
    Contest contest(report, "bitemporal count", n, mix.name);
    contest.ours(rounds(questions, fast, ours))
        .against("Boost.Geometry rtree", rounds(questions, n <= 2'000 ? 64 : 1, by_boxes),
                 alike(questions, 5'000, ours, by_boxes), n <= 2'000 ? quicker(200) : quicker(60))
        .against("SQLite", rounds(questions, 1, by_sqlite), alike(questions, slow_checks, ours, by_sqlite));
    if (outside) ask_outside(contest, report, "bitemporal-count", table_of(records), asked, answers(ours));
    contest.run();
  }
  {
    std::vector<std::uint32_t> numbers(n);
    const auto ours = [&](const Question& question) {
      numbers.clear();
      index.append(question.day, question.known, numbers);
      return static_cast<std::uint32_t>(numbers.size());
    };
    std::vector<std::uint32_t> its_numbers(n);
    const auto by_boxes = [&](const Question& question) { return boxes.list(question, its_numbers.data()); };
    const auto by_sqlite = [&](const Question& question) { return sqlite.list(question, its_numbers.data()); };
    const auto ours_sorted = [&](const Question& question) {
      ours(question);
      std::vector<std::uint32_t> result = numbers;
      std::ranges::sort(result);
      return result;
    };
    const auto sorted = [&](const auto& ask_peer) {
      return [&](const Question& question) {
        const std::uint32_t size = ask_peer(question);
        std::vector<std::uint32_t> result(its_numbers.begin(), its_numbers.begin() + size);
        std::ranges::sort(result);
        return result;
      };
    };
    const std::size_t some = n <= 2'000 ? 64 : 1;
    Contest contest(report, "bitemporal enumerate", n, mix.name);
    contest.ours(rounds(questions, some, ours))
        .against("Boost.Geometry rtree", rounds(questions, some, by_boxes),
                 alike(questions, n <= 2'000 ? 5'000 : 200, ours_sorted, sorted(by_boxes)), quicker(15))
        .against("SQLite", rounds(questions, 1, by_sqlite),
                 alike(questions, slow_checks, ours_sorted, sorted(by_sqlite)));
    if (outside) {
      ask_outside(contest, report, "bitemporal-enumerate", table_of(records), asked,
                  answers([&](const Question& question) {
                    std::int64_t sum = 0;
                    for (const std::uint32_t number : ours_sorted(question)) sum += number;
                    return sum;
                  }));
    }
    contest.run();
  }
}

int run(int argc, char** argv) {
  Report report(argc, argv);
  for (const Mix& mix : bitemporal_mixes) {
    for (const std::size_t n : {300, 2'000, 100'000}) ask(report, mix, n);
  }
  return report.exit_status();
}

}  // namespace
}  // namespace truceline::bench

int main(int argc, char** argv) { return truceline::bench::run(argc, argv); }
