// Times and percents against the published cases of a peer, Microsoft's Recognizers-Text (MIT), where they are at hand
// beside the project (../shared/peers/recognizers-text). Each language's share of agreement is asserted, and every case
// that is missed is printed, and written to read/recognizers.<name>.misses under the build folder's tests.
//
// Cases: those of the files with a reference day and expected values (DateParser, DatePeriodParser, DurationParser,
// DateTimeModel). A case counts if news can contain it and a library of days can mean it; filtered() leaves out, in
// code: clock times and lengths below a day, sets ("every Monday"), time zones; weekends, seasons, holidays, business
// days, school and fiscal years; lunar dates and years of reigns; days before the year 1400, the first that Date holds;
// and what the peer's own implementation does not meet. In Chinese, digits with the year last or of two digits are left
// out, too: the peer reads them day first, which no Chinese paper writes.
//
// Negatives: the inputs in which the peer's whole model finds nothing at all, unless another of its files resolves the
// very same input.
//
// Agreement. Every expected result needs a mention of its own, and in the whole-model file every mention an expected
// result. The peer states a past and a future reading where a year is missing; ours states the one the text prefers and
// the other as TimeMention::other, and it agrees if either is among the peer's. A date agrees if it is the same day; one
// that is counted in weeks, months or years ("two months ago"), which ours gives the grain of its unit, if it holds the
// peer's day. A period agrees if it begins and ends on the same days; where it is written with two ends the peer leaves
// the last-named day, month or year out and ours counts it in, so either end is taken. "Early", "mid" and "late" are
// conventions (thirds with us, halves and thirds with the peer): one must lie within the other. A bound ("before",
// "since") agrees if our date begins or ends there and its bound says the same side. A length agrees if it is the same
// term. A date that does not exist has no value in either.

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <truceline/read/quantity.hpp>
#include <truceline/read/text.hpp>
#include <truceline/read/time.hpp>

namespace truceline {
namespace {

using Json = nlohmann::json;

const std::filesystem::path& folder() {
  static const std::filesystem::path path =
      std::filesystem::path(TRUCELINE_SHARED_DIR) / "peers/recognizers-text/Specs";
  return path;
}
bool at_hand() { return std::filesystem::exists(folder()); }

Json load(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  return Json::parse(text);
}

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

/// One reading of one result: what the peer says it may be.
struct Reading {
  std::string value, start, end;  ///< days; empty if not stated
};
struct Expected {
  std::string type;  ///< date, daterange, duration
  std::string text, timex, mod;
  bool lunar = false;
  std::vector<Reading> readings;
};
struct PeerCase {
  std::string file, input;
  Date reference;
  std::vector<Expected> results;
  bool whole_model = false;
  bool unsupported = false;  ///< by the peer's own implementation
};

std::vector<Expected> results_of(const Json& json) {
  std::vector<Expected> results;
  for (const Json& result : json.at("Results")) {
    Expected expected;
    const std::string type = text_of(result, result.contains("TypeName") ? "TypeName" : "Type");
    expected.type = type.substr(type.rfind('.') + 1);
    expected.text = text_of(result, "Text");
    if (result.contains("Resolution") && result["Resolution"].is_object() && result["Resolution"].contains("values")) {
      for (const Json& value : result["Resolution"]["values"]) {
        expected.timex = text_of(value, "timex");
        expected.mod = text_of(value, "Mod");
        expected.lunar = expected.lunar || value.contains("isLunar");
        expected.readings.push_back({text_of(value, "value"), text_of(value, "start"), text_of(value, "end")});
      }
    } else if (result.contains("Value") && result["Value"].is_object()) {
      const Json& value = result["Value"];
      expected.timex = text_of(value, "Timex");
      expected.mod = text_of(value, "Mod");
      for (const char* side : {"FutureResolution", "PastResolution"}) {
        const auto found = value.find(side);
        if (found == value.end() || !found->is_object() || found->empty()) continue;
        const std::string day = text_of(*found, "date");
        expected.readings.push_back(
            {day == "0001-01-01" ? "not resolved" : day, text_of(*found, "startDate"), text_of(*found, "endDate")});
      }
    }
    results.push_back(std::move(expected));
  }
  return results;
}

std::vector<PeerCase> cases_of(std::string_view language) {
  std::vector<PeerCase> cases;
  for (const char* file : {"DateParser", "DatePeriodParser", "DurationParser", "DateTimeModel"}) {
    for (const Json& json : load(folder() / "DateTime" / language / (std::string(file) + ".json"))) {
      PeerCase one;
      one.file = file;
      one.input = text_of(json, "Input");
      one.whole_model = one.file == "DateTimeModel";
      one.unsupported = lower(text_of(json, "NotSupported")).find("dotnet") != std::string::npos;
      const std::string reference = json.contains("Context") ? text_of(json["Context"], "ReferenceDateTime") : "";
      one.reference = parse_date(reference.substr(0, 10)).value_or(*Date::from_ymd(2019, 1, 1));
      one.results = results_of(json);
      cases.push_back(std::move(one));
    }
  }
  return cases;
}

bool holds_any(const std::string& text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

/// Digits and signs with the year last or short: 3-7-2017, 05/05/89, 27-7-3.
bool day_first_digits(const std::string& text) {
  int numbers = 0;
  std::size_t first = 0, digits = 0;
  char before = ' ';
  for (const char c : text + " ") {
    const bool digit = c >= '0' && c <= '9';
    if (digit) ++digits;
    if (!digit && digits != 0) {
      if (numbers == 0 || before == ' ') first = digits;
      ++numbers;
      digits = 0;
    }
    if (!digit && c != '/' && c != '-' && c != '.') {
      if (numbers >= 3 && first != 4) return true;
      numbers = 0;
    }
    if (!digit) before = c;
  }
  return false;
}

/// Why a case is left out; empty if it counts.
std::string filtered(const PeerCase& one, bool chinese) {
  if (one.unsupported) return "not met by the peer";
  for (const Expected& expected : one.results) {
    if (expected.type != "date" && expected.type != "daterange" && expected.type != "duration")
      return "clock time or set";
    const std::string& timex = expected.timex;
    const std::string text = lower(expected.text);
    if (timex.find('T') != std::string::npos) return "clock time";
    if (timex.find("WE") != std::string::npos || text.find("weekend") != std::string::npos) return "weekend";
    if (holds_any(timex, {"SP", "SU", "FA", "WI"})) return "season";
    if (holds_any(timex, {"BD", "SY", "FY"})) return "business days, school and fiscal years";
    if (holds_any(text, {"christmas", "easter", "thanksgiving", "halloween", "independence", "labor day", "new year",
                         "workers", "eid ", "patrick", "black friday", "earth day"})) {
      return "holiday";
    }
    if (expected.lunar || holds_any(text, {"农历", "正月", "大年", "初一"})) return "lunar";
    if (holds_any(text, {"神龙", "康熙", "雍正", "民国"})) return "reign";
    for (const Reading& reading : expected.readings) {
      for (const std::string& day : {reading.value, reading.start, reading.end}) {
        if (day.size() == 10 && day[4] == '-' && day < "1400") return "before 1400";
      }
    }
    if (chinese && day_first_digits(expected.text)) return "day-first digits";
  }
  return {};
}

/// "P1Y6M", "P2.5Y", "P3W": our term; nullopt if it has no such.
std::optional<Term> term_of_timex(std::string_view timex) {
  if (timex.empty() || timex[0] != 'P') return std::nullopt;
  double months = 0, days = 0;
  for (std::size_t p = 1; p < timex.size();) {
    std::size_t end = p;
    while (end < timex.size() && (std::isdigit(static_cast<unsigned char>(timex[end])) != 0 || timex[end] == '.'))
      ++end;
    if (end == p || end == timex.size()) return std::nullopt;
    const double count = std::strtod(std::string(timex.substr(p, end - p)).c_str(), nullptr);
    switch (timex[end]) {
      case 'Y':
        months += 12 * count;
        break;
      case 'M':
        months += count;
        break;
      case 'W':
        days += 7 * count;
        break;
      case 'D':
        days += count;
        break;
      default:
        return std::nullopt;
    }
    p = end + 1;
  }
  const double whole = std::floor(months);
  return Term{static_cast<std::int32_t>(whole), static_cast<std::int32_t>(std::lround(days + 30 * (months - whole)))};
}

bool begins(FuzzyDate date, const std::string& day) { return to_string(*date.earliest()) == day; }
/// Whether the first day after it is `day`.
bool ends_before(FuzzyDate date, const std::string& day) { return to_string(*date.latest() + 1) == day; }

/// Whether a range of two named ends that lasts until `until` is the peer's that ends on `end`: it leaves the last-named
/// day, week, month, quarter or year out.
bool same_end(Date until, const std::string& end, const std::string& said) {
  const auto day = parse_date(end);
  if (!day.ok()) return false;
  if (until == *day || until == *day + 1) return true;
  const std::string text = lower(said);
  if (text.find("week") != std::string::npos && until == *day + 7) return true;
  const bool quarter = holds_any(text, {"q1", "q2", "q3", "q4", "quarter"});
  if (quarter && until == *day + Term{.months = 3}) return true;
  if (day->day() == 1 && until == *day + Term{.months = 1}) return true;
  return day->day() == 1 && day->month() == 1 && until == *day + Term{.months = 12};
}

bool agrees(const TimeMention& mention, const Expected& expected, const Reading& reading) {
  if (expected.type == "duration") {
    return mention.kind == TimeKind::Length && mention.term == term_of_timex(expected.timex);
  }
  if (mention.kind == TimeKind::Length) return false;
  std::vector<FuzzyDate> dates{mention.date};
  if (mention.other) dates.push_back(*mention.other);
  const std::string& mod = expected.mod;
  for (const FuzzyDate date : dates) {
    if (!reading.value.empty()) {
      if (mention.kind != TimeKind::Date) continue;
      if (date.is_day() && begins(date, reading.value)) return true;
      const auto day = parse_date(reading.value);
      const bool counted = mention.relative && !date.is_day() && mention.direction != Direction::None;
      if (counted && day.ok() && *date.earliest() <= *day && *day <= *date.latest()) return true;
      continue;
    }
    const bool starts_only = !reading.start.empty() && reading.end.empty();
    const bool ends_only = reading.start.empty() && !reading.end.empty();
    if (starts_only || ends_only) {
      const std::string& day = starts_only ? reading.start : reading.end;
      const bool later = mention.bound == TimeBound::Since || mention.bound == TimeBound::After;
      const bool earlier = mention.bound == TimeBound::Until || mention.bound == TimeBound::Through ||
                           mention.bound == TimeBound::Before;
      if ((starts_only ? later : earlier) && (begins(date, day) || ends_before(date, day))) return true;
      continue;
    }
    if (mention.kind == TimeKind::Date) {
      if (begins(date, reading.start) && ends_before(date, reading.end)) return true;
      const auto start = parse_date(reading.start), end = parse_date(reading.end);
      if (!start.ok() || !end.ok() || !holds_any(mod, {"start", "mid", "end"})) continue;
      const bool inside = *start <= *date.earliest() && *date.latest() < *end;
      const bool around = *date.earliest() <= *start && *end <= *date.latest() + 1;
      if (inside || around) return true;
      continue;
    }
    const int years = date.earliest()->year() - mention.date.earliest()->year();
    const Date until = *mention.until->earliest() + Term{.months = 12 * years};
    if (begins(date, reading.start) && same_end(until, reading.end, expected.text)) return true;
  }
  return false;
}

/// The mentions of an input, normalised as the reader does; none where the reader refuses the text.
std::vector<TimeMention> times_in(const std::string& input, Date reference) {
  const Result<Text> text = Text::make(input);
  return text.ok() ? find_times(text->normal(), reference) : std::vector<TimeMention>{};
}

bool met(const PeerCase& one) {
  std::vector<TimeMention> mentions = times_in(one.input, one.reference);
  for (const Expected& expected : one.results) {
    const bool unresolved = std::all_of(expected.readings.begin(), expected.readings.end(),
                                        [](const Reading& reading) { return reading.value == "not resolved"; });
    if (unresolved) continue;
    const auto found = std::find_if(mentions.begin(), mentions.end(), [&](const TimeMention& mention) {
      return std::any_of(expected.readings.begin(), expected.readings.end(),
                         [&](const Reading& reading) { return agrees(mention, expected, reading); });
    });
    if (found == mentions.end()) return false;
    mentions.erase(found);
  }
  return mentions.empty() || !one.whole_model;
}

std::string shown(const std::vector<TimeMention>& mentions) {
  std::string text;
  for (const TimeMention& mention : mentions) {
    text += " [";
    if (mention.kind == TimeKind::Length) {
      text += to_string(*mention.term);
    } else {
      text += to_string(mention.date);
      if (mention.until) text += " until " + to_string(*mention.until);
      if (mention.other) text += " or " + to_string(*mention.other);
      if (mention.bound != TimeBound::None) text += " bound " + std::to_string(static_cast<int>(mention.bound));
    }
    text += "]";
  }
  return text.empty() ? " nothing" : text;
}

/// Counts what agrees, and tells what does not: on the console, and in a file.
class Score {
 public:
  explicit Score(const std::string& name) {
    std::filesystem::create_directories("read");
    file_.open("read/recognizers." + name + ".misses");
  }
  void count(bool agreed, const std::string& line) {
    ++all_;
    if (agreed) {
      ++good_;
      return;
    }
    file_ << line << "\n";
    std::cout << "  missed: " << line << "\n";
  }
  [[nodiscard]] double percent() const { return all_ == 0 ? 0 : 100.0 * good_ / all_; }
  void tell(const std::string& name) const {
    std::cout << name << ": " << good_ << " of " << all_ << ", " << percent() << " %\n";
  }

 private:
  std::ofstream file_;
  int all_ = 0, good_ = 0;
};

double times_met(const std::string& language) {
  Score score(language);
  std::map<std::string, int> left_out;
  for (const PeerCase& one : cases_of(language)) {
    if (one.results.empty()) continue;
    if (const std::string reason = filtered(one, language == "Chinese"); !reason.empty()) {
      ++left_out[reason];
      continue;
    }
    std::string line = one.file + " " + to_string(one.reference) + " | " + one.input + " | expected";
    for (const Expected& expected : one.results) {
      line += " [" + expected.text + ": " + expected.timex + (expected.mod.empty() ? "" : " " + expected.mod);
      for (const Reading& reading : expected.readings) line += " " + reading.value + reading.start + ">" + reading.end;
      line += "]";
    }
    line += " | found" + shown(times_in(one.input, one.reference));
    score.count(met(one), line);
  }
  for (const auto& [reason, count] : left_out) std::cout << "  left out, " << reason << ": " << count << "\n";
  score.tell(language);
  return score.percent();
}

TEST(Recognizers, AgreesOnEnglishTimes) {
  if (!at_hand()) return;
  EXPECT_GE(times_met("English"), 85);
}

TEST(Recognizers, AgreesOnChineseTimes) {
  if (!at_hand()) return;
  EXPECT_GE(times_met("Chinese"), 90);
}

TEST(Recognizers, FindsNothingWhereNothingIs) {
  if (!at_hand()) return;
  Score score("negatives");
  for (const std::string language : {"English", "Chinese"}) {
    const std::vector<PeerCase> cases = cases_of(language);
    std::set<std::string> resolved;
    for (const PeerCase& one : cases) {
      if (!one.results.empty()) resolved.insert(one.input);
    }
    for (const PeerCase& one : cases) {
      if (!one.whole_model || !one.results.empty() || resolved.contains(one.input)) continue;
      const auto mentions = times_in(one.input, one.reference);
      score.count(mentions.empty(), one.input + " | found" + shown(mentions));
    }
  }
  score.tell("negatives");
  EXPECT_EQ(score.percent(), 100);
}

/// Percents. Left out: "percent of 10", which to the peer is ten percent and to a reader no number yet.
double percents_met(const std::string& language) {
  Score score("percents-" + language);
  for (const Json& json : load(folder() / "Number" / language / "PercentModel.json")) {
    if (lower(text_of(json, "NotSupported")).find("dotnet") != std::string::npos) continue;
    const std::string input = text_of(json, "Input");
    std::vector<double> expected;
    bool inverted = false;
    for (const Json& result : json.at("Results")) {
      const std::string text = lower(text_of(result, "Text"));
      inverted = inverted || (text.starts_with("per") && text.find(" of ") != std::string::npos);
      const std::string value = text_of(result.at("Resolution"), "value");
      if (!value.empty() && value != "null") expected.push_back(std::strtod(value.c_str(), nullptr));
    }
    if (inverted) continue;
    std::vector<double> found;
    const Result<Text> text = Text::make(input);
    const auto mentions = text.ok() ? find_quantities(text->normal()) : std::vector<QuantityMention>{};
    for (const QuantityMention& mention : mentions) {
      if (mention.rate)
        found.push_back(static_cast<double>(mention.rate->ppm()) / 10'000 * (mention.negative ? -1 : 1));
    }
    const bool agreed =
        found.size() == expected.size() && std::equal(found.begin(), found.end(), expected.begin(),
                                                      [](double a, double b) { return std::abs(a - b) < 1e-9; });
    std::string line = input + " | expected";
    for (const double value : expected) line += " " + std::to_string(value);
    line += " | found";
    for (const double value : found) line += " " + std::to_string(value);
    score.count(agreed, line);
  }
  score.tell(language + " percents");
  return score.percent();
}

TEST(Recognizers, AgreesOnPercents) {
  if (!at_hand()) return;
  EXPECT_GE(percents_met("English"), 90);
  EXPECT_GE(percents_met("Chinese"), 90);
}

}  // namespace
}  // namespace truceline
