// Timelines in files: what is opened answers as what was saved, and what is no whole snapshot is refused.

#include "timeline/snapshot.hpp"

#include <cstring>
#include <fstream>
#include <iterator>
#include <random>
#include <set>

#include <gmock/gmock.h>

#include <truceline/calendar/version.hpp>

#include "oracle/generator.hpp"
#include "timeline/snapshot_form.hpp"

namespace truceline {
namespace {

using oracle::day;
using oracle::measure;
using oracle::random_dataset;
using oracle::Says;
using oracle::told;
using oracle::window_begin;
using oracle::window_days;
namespace fs = std::filesystem;

// ---- the same answers -----------------------------------------------------------------------------------------------

struct Questions {
  std::vector<Date> days;         // asked by day
  std::vector<Date> record_days;  // asked of the records, which costs more
  std::vector<Date> known;
  std::vector<Date> record_known;
};

std::vector<Date> every(const std::string& first, const std::string& last, int step) {
  std::vector<Date> result;
  for (Date date = day(first); date <= day(last); date = date + step) result.push_back(date);
  return result;
}

void expect_same(const Timeline& saved, const Timeline& opened, const Questions& questions) {
  EXPECT_TRUE(opened.segments() == saved.segments());
  const auto compare_views = [&](const View& left, const View& right, bool records) {
    ASSERT_TRUE(ask_by_day(left, questions.days) == ask_by_day(right, questions.days));
    if (records) {
      ASSERT_TRUE(ask_by_record(left, questions.record_days) == ask_by_record(right, questions.record_days));
    }
    EXPECT_TRUE(compare(left, right).empty());
  };
  compare_views(saved.hindsight(), opened.hindsight(), true);
  for (const Knowledge knowledge : {Knowledge::Lenient, Knowledge::Strict}) {
    for (const Date known : questions.known) {
      SCOPED_TRACE(to_string(known));
      compare_views(saved.as_known_on(known, knowledge), opened.as_known_on(known, knowledge),
                    has(questions.record_known, known));
    }
  }
  EXPECT_TRUE(opened.dataset() == saved.dataset());
  const Period always = Period::since(Date::min());
  EXPECT_TRUE(opened.learned(always) == saved.learned(always));
}

TEST(Snapshot, of_the_articles_answers_the_same) {
  const std::vector<Date> known = every("2025-05-30", "2025-12-10", 14);
  const Questions questions{
      every("2025-01-01", "2027-03-01", 20), every("2025-09-01", "2026-12-01", 150), known, {known[11]}};
  const Timeline opened = reopened(articles());
  expect_same(articles(), opened, questions);
  const Questions fewer{questions.days, questions.record_days, {known[3], known[11]}, {known[11]}};
  for (const Scenario& scenario : articles().dataset().scenarios) {
    SCOPED_TRACE(scenario.name);
    const Timeline applied = *articles().apply(scenario.name);
    expect_same(applied, *opened.apply(scenario.name), fewer);
    expect_same(applied, reopened(applied), fewer);
  }
}

TEST(Snapshot, of_the_chronology_answers_the_same) {
  const Timeline timeline = compiled(*builtin_dataset("chronology"));
  const Timeline opened = reopened(timeline);
  const std::vector<Date> known = every("2018-02-01", "2026-11-01", 200);
  const Questions questions{
      every("2017-12-20", "2027-03-01", 40), every("2019-09-03", "2026-12-01", 400), known, {known.back()}};
  expect_same(timeline, opened, questions);
}

TEST(Snapshot, of_random_datasets_answers_the_same) {
  const std::string from = to_string(window_begin + -3), to = to_string(window_begin + (window_days + 20));
  const std::vector<Date> known = every(from, to, 9);
  const Questions questions{every(from, to, 2), every(from, to, 20), known, {known[3]}};
  std::size_t scenarios = 0;
  for (std::uint64_t seed = 0; seed < 60 && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    const Timeline timeline = compiled(random_dataset(seed));
    const Timeline opened = reopened(timeline);
    expect_same(timeline, opened, questions);

    // A scenario that takes one action away and repeats another on its own.
    const auto& claims = timeline.dataset().claims;
    if (claims.empty()) continue;
    Claim added = claims[seed % claims.size()];
    added.id = "what-if";
    added.corrects.clear();
    const Scenario scenario{.name = "what-if", .title = {}, .source = {}, .ignores = {claims.front().id}, .note = {}};
    const Result<Timeline> applied = timeline.apply(scenario, {added});
    const Result<Timeline> on_opened = opened.apply(scenario, {added});
    ASSERT_EQ(applied.status(), on_opened.status());
    if (!applied.ok()) continue;
    ++scenarios;
    expect_same(*applied, *on_opened, questions);
    expect_same(*applied, reopened(*applied), questions);
  }
  EXPECT_GT(scenarios, 30U);
}

TEST(Snapshot, keeps_every_field_of_an_answer) {
  // Amounts by unit with bounds, goods and days of a scope change, a package, aliases, meetings of several parties.
  Dataset dataset = told({Says(Said::Imposed, "a", "2025-01-01").from("2025-02-01").rate(10),
                          Says(Said::ScopeSet, "b", "2025-01-05").from("2025-03").rate(7).parties("some"),
                          Says(Said::Held, "c", "2025-01-07").on("talks").from("2025-01-06"),
                          Says(Said::Imposed, "d", "2025-01-09").on("part").undecided(),
                          Says(Said::Raised, "e", "2025-01-11").from("2025-04").standing(Standing::Threatened)},
                         {measure("m"), oracle::meeting("talks"), measure("part", "m")});
  dataset.complete_through = day("2025-03-01");
  dataset.aliases.push_back({"another name", {"m"}, ""});
  dataset.aliases.push_back({"two names", {"m", "part"}, ""});
  dataset.measures[1].imposed_by = {Jurisdiction('U', 'S'), Jurisdiction('C', 'N'), Jurisdiction()};
  Charge& charge = dataset.claims[0].action.charge;
  charge.specific = *parse_specific("USD 50 per net ton");
  charge.minimum = *parse_specific("JPY 7 per kg");
  charge.maximum = *parse_specific("KWD 0.001 per item");
  Limits& limits = dataset.claims[1].action.limits;
  limits.goods = {{"seeds"}, {"12", "8507"}, {"120190"}, "List 3"};
  limits.loaded_before = day("2025-02-10");
  limits.exported_before = day("2025-02-11");
  limits.entered_before = day("2025-02-12");
  limits.condition = "若干条件";
  const Timeline timeline = compiled(dataset);
  const Timeline opened = reopened(timeline);
  ASSERT_FALSE(timeline.hindsight().scope_changes("m").empty());
  ASSERT_FALSE(state_of(timeline.hindsight(), "m", "2025-02-10").package &&
               state_of(timeline.hindsight(), "part", "2025-02-10").package);
  const std::vector<Date> all = every("2024-12-25", "2025-06-01", 1);
  expect_same(timeline, opened, {all, every("2024-12-25", "2025-06-01", 30), all, all});
  for (const char* const name : {"m", "another name", "two names", "talks", "", "zzz"})
    EXPECT_EQ(opened.hindsight().measure(name), timeline.hindsight().measure(name)) << name;
}

TEST(Snapshot, of_nothing) {
  const Timeline opened = reopened(compiled({}));
  EXPECT_TRUE(opened.segments().empty());
  EXPECT_TRUE(opened.hindsight().measures().empty());
  EXPECT_EQ(opened.dataset(), Dataset());
}

TEST(Snapshot, of_a_snapshot_is_the_same_file) {
  const Folder folder;
  const auto bytes = [&](const char* name) {
    std::ifstream in(folder / name, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  ASSERT_TRUE(save_snapshot(articles(), folder / "one").ok());
  ASSERT_TRUE(save_snapshot(*open_snapshot(folder / "one"), folder / "two").ok());
  EXPECT_TRUE(bytes("one") == bytes("two"));
  EXPECT_TRUE(is_snapshot(folder / "one"));
  EXPECT_FALSE(is_snapshot(folder / "three"));
  std::ofstream(folder / "json") << to_json(articles().dataset());
  EXPECT_FALSE(is_snapshot(folder / "json"));
}

TEST(Snapshot, lives_on_when_its_file_is_replaced_or_removed) {
  const Folder folder;
  const fs::path file = folder / "t";
  ASSERT_TRUE(save_snapshot(articles(), file).ok());
  const std::size_t open_files = static_cast<std::size_t>(std::distance(fs::directory_iterator("/proc/self/fd"), {}));
  const Timeline first = *open_snapshot(file);
  EXPECT_EQ(static_cast<std::size_t>(std::distance(fs::directory_iterator("/proc/self/fd"), {})), open_files);
  const Timeline other = compiled(told({Says(Said::Imposed, "a", "2025-01-01").from("2025-02-01").rate(10)}));
  ASSERT_TRUE(save_snapshot(other, file).ok());
  const Timeline second = *open_snapshot(file);
  fs::remove(file);
  EXPECT_TRUE(first.segments() == articles().segments());
  EXPECT_TRUE(first.dataset() == articles().dataset());
  EXPECT_TRUE(second.segments() == other.segments());
}

TEST(Snapshot, view_outlives_the_timeline) {
  std::optional<Timeline> timeline = reopened(articles());
  const View view = timeline->hindsight();
  timeline.reset();
  EXPECT_TRUE(view.segments() == articles().hindsight().segments());
  EXPECT_TRUE(view.conflicts() == articles().hindsight().conflicts());
}

// ---- what is refused ------------------------------------------------------------------------------------------------

class SnapshotFile : public testing::Test {
 protected:
  SnapshotFile() {
    const Timeline timeline = compiled(
        told({Says(Said::Imposed, "a", "2025-01-01").from("2025-02").rate(10), Says(Said::Suspended, "b", "2025-03-01"),
              Says(Said::ScopeSet, "c", "2025-03-02").from("2025-03-10").rate(7).goods("seeds"),
              Says(Said::Raised, "d", "2025-03-03").standing(Standing::Threatened).rate(90)},
             {measure("m"), measure("part", "m")}));
    EXPECT_TRUE(save_snapshot(timeline, file_).ok());
    std::ifstream in(file_, std::ios::binary);
    whole_.assign(std::istreambuf_iterator<char>(in), {});
  }

  Result<Timeline> open(const std::string& bytes) {
    std::ofstream(file_, std::ios::binary | std::ios::trunc)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return open_snapshot(file_);
  }
  std::string refusal(const std::string& bytes) {
    const absl::Status status = open(bytes).status();
    if (status.ok()) return "";
    const Diagnostic diagnostic = diagnostics(status).front();
    EXPECT_EQ(diagnostic.source, file_.string());
    EXPECT_FALSE(diagnostic.fix.empty());
    return diagnostic.id;
  }
  template <class Value>
  static std::string with(std::string bytes, std::size_t offset, const Value& value) {
    std::memcpy(bytes.data() + offset, &value, sizeof(value));
    return bytes;
  }
  /// With a checksum that fits.
  static std::string sealed(const std::string& bytes) {
    return with(bytes, offsetof(snapshot::Header, checksum), snapshot::checksum(bytes));
  }
  snapshot::Header header() const {
    snapshot::Header result;
    std::memcpy(&result, whole_.data(), sizeof(result));
    return result;
  }

  Folder folder_;
  fs::path file_ = folder_ / "t.snapshot";
  std::string whole_;
};

TEST_F(SnapshotFile, that_cannot_be_read) {
  EXPECT_EQ(diagnostics(open_snapshot(folder_ / "none").status()).front().id, "TL-301");
  EXPECT_EQ(diagnostics(open_snapshot(folder_ / "").status()).front().id, "TL-301");
}

TEST_F(SnapshotFile, that_cannot_be_written) {
  EXPECT_EQ(diagnostics(save_snapshot(articles(), folder_ / "no such folder/t")).front().id, "TL-302");
}

TEST_F(SnapshotFile, of_another_sort) {
  EXPECT_EQ(refusal(to_json(articles().dataset())), "TL-411");
  EXPECT_EQ(refusal("no"), "TL-411");
  EXPECT_EQ(refusal(with(whole_, 0, 'x')), "TL-411");
}

TEST_F(SnapshotFile, that_is_torn) {
  for (std::size_t size = 0; size < whole_.size(); ++size) ASSERT_EQ(refusal(whole_.substr(0, size)), "TL-412") << size;
  EXPECT_EQ(refusal(whole_ + '\0'), "TL-412");
  EXPECT_EQ(refusal(whole_ + whole_), "TL-412");
  EXPECT_EQ(refusal(whole_), "");
}

TEST_F(SnapshotFile, that_is_damaged) {
  // Every bit of every byte counts.
  std::set<std::string> ids;
  for (std::size_t at = 0; at < whole_.size(); ++at) {
    const char flipped = static_cast<char>(whole_[at] ^ (1 << (at % 8)));
    const std::string id = refusal(with(whole_, at, flipped));
    ASSERT_NE(id, "") << at;
    if (at >= snapshot::checksum_from) {
      ASSERT_EQ(id, "TL-413") << at;
    }
    ids.insert(id);
  }
  EXPECT_EQ(ids, (std::set<std::string>{"TL-411", "TL-412", "TL-413", "TL-414"}));
}

TEST_F(SnapshotFile, of_another_version) {
  constexpr std::size_t format_at = offsetof(snapshot::Header, format);
  constexpr std::size_t library_at = offsetof(snapshot::Header, library);
  EXPECT_EQ(refusal(sealed(with(whole_, format_at, snapshot::format + 1))), "TL-414");
  EXPECT_EQ(refusal(sealed(with(whole_, format_at, snapshot::format - 1))), "TL-414");
  const std::array<char, 16> other{'0', '.', '0', '.', '9'};
  const Result<Timeline> opened = open(sealed(with(whole_, library_at, other)));
  ASSERT_FALSE(opened.ok());
  EXPECT_THAT(message_of(opened.status()),
              testing::AllOf(testing::StartsWith("[TL-414]"), testing::HasSubstr("0.0.9"),
                             testing::HasSubstr(std::string(version)), testing::HasSubstr("anew from its dataset")));
  const std::array<char, 16> unended{'0', '.', '0', '.', '9', '9', '9', '9', '9', '9', '9', '9', '9', '9', '9', '\xe4'};
  EXPECT_EQ(refusal(sealed(with(whole_, library_at, unended))), "TL-414");
}

TEST_F(SnapshotFile, in_another_byte_order) {
  EXPECT_EQ(refusal(sealed(with(whole_, offsetof(snapshot::Header, byte_order), std::uint32_t{0x04030201}))), "TL-415");
}

// ---- what is made up, with a checksum that fits: refused, or answered from within the file ---------------------------

/// Asks everything; how many measures have answered. The checks of the build (ASan, assertions) see to the rest.
std::size_t ask_everything(const Timeline& timeline) {
  const std::vector<Date> days = every("2025-01-01", "2025-05-01", 13);
  std::size_t answered = timeline.segments().empty() ? 0 : 1;
  for (const View& view : {timeline.hindsight(), timeline.as_known_on(day("2025-03-01")),
                           timeline.as_known_on(day("2025-03-02"), Knowledge::Strict)}) {
    const AskedByDay by_day = ask_by_day(view, days);
    const ByRecord by_record = ask_by_record(view, days);
    for (const auto& finding : by_day.states) answered += to_string(*finding).empty() ? 0 : 1;
    for (const auto& explanation : by_record.reasons) answered += explanation ? 1 : 0;
  }
  static_cast<void>(timeline.learned(Period::since(Date::min())));
  static_cast<void>(timeline.apply(Scenario{.name = "s", .title = {}, .source = {}, .ignores = {"a"}, .note = {}}));
  return answered;
}

class MadeUpSnapshot : public SnapshotFile {
 protected:
  void try_out(const std::string& bytes) {
    const Result<Timeline> opened = open(sealed(bytes));
    if (opened.ok()) {
      ++answered_;
      ASSERT_GT(ask_everything(*opened), 0U);
    } else {
      ++refused_;
      ASSERT_THAT(diagnostics(opened.status()).front().id, testing::StartsWith("TL-41"));
    }
  }
  int answered_ = 0;
  int refused_ = 0;
};

TEST_F(MadeUpSnapshot, with_every_byte_changed) {
  const snapshot::Header header = this->header();
  const std::size_t json = header.sections[snapshot::dataset].offset;
  for (std::size_t at = 0; at < whole_.size(); ++at) {
    SCOPED_TRACE(at);
    // The dataset's own text has tests of its own: a few of its bytes do.
    if (at >= json && at % 7 != 0) continue;
    for (const char by : {'\x01', '\xff'})
      ASSERT_NO_FATAL_FAILURE(try_out(with(whole_, at, static_cast<char>(whole_[at] ^ by))));
  }
  EXPECT_GT(answered_, 500);
  EXPECT_GT(refused_, 500);
}

TEST_F(MadeUpSnapshot, with_words_of_chance) {
  const snapshot::Header header = this->header();
  std::mt19937_64 random(7);
  const std::array<std::uint32_t, 8> likely{0, 1, 2, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffffe, 16};
  for (int round = 0; round < 1'500; ++round) {
    SCOPED_TRACE(round);
    std::string bytes = whole_;
    for (std::uint64_t i = 0; i <= random() % 3; ++i) {
      const std::size_t words = header.sections[snapshot::dataset].offset / 4;
      const std::size_t at = random() % words * 4;
      const auto word = random() % 2 == 0 ? likely[random() % likely.size()] : static_cast<std::uint32_t>(random());
      bytes = with(bytes, at, word);
    }
    ASSERT_NO_FATAL_FAILURE(try_out(bytes));
  }
  EXPECT_GT(answered_, 20);
  EXPECT_GT(refused_, 500);
}

TEST_F(MadeUpSnapshot, whose_records_are_not_those_of_its_answers) {
  // Of equal length, so that nothing else changes: no JSON at all; the JSON of other measures.
  const snapshot::Extent json = header().sections[snapshot::dataset];
  std::string bytes = whole_;
  bytes.replace(json.offset, json.size, std::string(json.size, 'x'));
  ASSERT_NO_FATAL_FAILURE(try_out(bytes));
  bytes = whole_;
  for (std::size_t at = json.offset; (at = bytes.find("\"m\"", at)) != std::string::npos; ++at) bytes[at + 1] = 'n';
  ASSERT_NO_FATAL_FAILURE(try_out(bytes));
  EXPECT_EQ(answered_, 2);
  // Queries by day are the same for all that; the records are empty.
  const Timeline opened = *open(sealed(bytes));
  EXPECT_EQ(state_of(opened.hindsight(), "m", "2025-02-10").status, Status::InForce);
  EXPECT_TRUE(opened.dataset().claims.empty());
  EXPECT_EQ(opened.dataset().measures.size(), 2U);
}

}  // namespace
}  // namespace truceline
