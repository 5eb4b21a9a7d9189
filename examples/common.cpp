#include "common.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include <unistd.h>
#include <CLI/CLI.hpp>

namespace examples {

using namespace truceline;
namespace fs = std::filesystem;

namespace {

/// Reads a value by a function of the library.
template <class T, class Value>
absl::Status read_by(Result<T> (&parse)(std::string_view), std::string_view text, Value& value) {
  const Result<T> parsed = parse(text);
  if (parsed.ok()) value = *parsed;
  return parsed.status();
}

constexpr std::array statuses{Status::None,    Status::Unknown,   Status::Proposed, Status::Scheduled,
                              Status::InForce, Status::Suspended, Status::Ended};

template <class Values>
std::string words_of(const Values& values) {
  std::vector<std::string> words;
  for (const auto value : values) words.emplace_back(word(value));
  return fmt::format("{}", fmt::join(words, ", "));
}

/// All or nothing goes out: a full disk or a closed pipe is an error like any other.
bool print(std::string_view text) {
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
}

}  // namespace

absl::Status refusal(const std::string& reason) { return absl::Status(absl::StatusCode::kInvalidArgument, reason); }

// ---- the command line -----------------------------------------------------------------------------------------------

View view_of(const Timeline& timeline, Known known) {
  return known.day ? timeline.as_known_on(*known.day) : timeline.hindsight();
}

std::string to_string(Known known) { return known.day ? fmt::format("as known on {}", *known.day) : "in hindsight"; }

absl::Status read(std::string_view text, std::string& value) {
  value = text;
  return text.empty() ? refusal("it is empty") : absl::OkStatus();
}

absl::Status read(std::string_view text, int& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole ? absl::OkStatus() : refusal(fmt::format("no whole number: {}", text));
}

absl::Status read(std::string_view text, Date& value) { return read_by(parse_date, text, value); }

absl::Status read(std::string_view text, Term& value) { return read_by(parse_term, text, value); }

absl::Status read(std::string_view text, Status& value) {
  const auto status = status_from_word(text);
  if (!status) return refusal(fmt::format("unknown status: {}; write one of {}", text, words_of(statuses)));
  value = *status;
  return absl::OkStatus();
}

absl::Status read(std::string_view text, MeasureKind& value) {
  const auto kind = from_word<MeasureKind>(text);
  if (!kind) return refusal(fmt::format("unknown kind: {}; write one of {}", text, words_of(all_of<MeasureKind>())));
  value = *kind;
  return absl::OkStatus();
}

absl::Status read(std::string_view text, Known& value) {
  value = Known{};
  return text == "hindsight" ? absl::OkStatus() : read(text, value.day.emplace());
}

absl::Status read(std::string_view text, Jurisdiction& value) { return read_by(parse_jurisdiction, text, value); }

absl::Status read(std::string_view text, Period& value) { return read_by(parse_period, text, value); }

absl::Status read(std::string_view text, Quantity& value) { return read_by(parse_quantity, text, value); }

absl::Status read(std::string_view text, std::optional<Date>& value) { return read_by(parse_date, text, value); }

absl::Status read(std::string_view text, std::optional<HsCode>& value) { return read_by(parse_hs, text, value); }

absl::Status read(std::string_view text, std::optional<Money>& value) {
  const bool bare = text.find_first_not_of("0123456789.") == std::string_view::npos;
  return read_by(parse_money, bare ? "USD " + std::string(text) : std::string(text), value);
}

absl::Status read(std::string_view text, std::optional<Rate>& value) { return read_by(parse_percent, text, value); }

struct Command::Parser {
  CLI::App app;
};

Command::Command(const std::string& purpose, const std::string& json_shape, const std::string& dataset)
    : default_dataset(dataset), parser_(std::make_unique<Parser>()) {
  CLI::App& app = parser_->app;
  app.description(purpose);
  app.get_formatter()->column_width(24);
  app.footer(fmt::format(
      "\n--json prints\n{}\nDates are written 2025-10-30. Exit codes: 0 an answer, 1 bad data, 2 bad usage.",
      json_shape));
  app.add_flag("--json", json, "print JSON");
  option("--dataset", datasets_,
         fmt::format("a file, a snapshot too, or the name of a built-in dataset (default: {}); repeatable", dataset));
}

Command::~Command() = default;

void Command::add(const std::string& name, const std::string& help, bool list, bool required,
                  std::function<absl::Status(std::string_view)> read_value) {
  CLI::Option* option = parser_->app.add_option(
      name,
      [name, read_value = std::move(read_value)](const CLI::results_t& texts) {
        for (const std::string& text : texts) {
          if (const absl::Status status = read_value(text); !status.ok())
            throw CLI::ValidationError(name, message_of(status));
        }
        return true;
      },
      required ? help + " (required)" : help);
  option->required(required)->option_text("VALUE");
  if (list && name.front() == '-') {
    option->take_all()->allow_extra_args(false);
  } else if (list) {
    option->take_all()->expected(-1);  // an argument takes all that stand there
  }
}

void Command::flag(const std::string& name, bool& value, const std::string& help) {
  parser_->app.add_flag(name, value, help);
}

int Command::run(int argc, char** argv, const std::function<Result<std::string>()>& answer) {
  std::signal(SIGPIPE, SIG_IGN);  // who closes the pipe makes printing fail, which is told
  const std::string program = fs::path(argv[0]).filename();
  parser_->app.name(program);
  const auto fail = [&](int code, const std::string& message) {
    fmt::print(stderr, "{}: {}\n", program, message);
    return code;
  };

  std::string text;
  try {
    parser_->app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    text = parser_->app.help();
  } catch (const CLI::ParseError& error) {
    return fail(2, fmt::format("{}\n{} --help tells how to use it.", error.what(), program));
  }
  if (text.empty()) {
    for (const auto& rule : rules_) {
      const absl::Status status = rule();
      for (const Diagnostic& diagnostic : diagnostics(status)) fail(2, to_string(diagnostic));
      if (!status.ok()) return 2;
    }
    Result<std::string> result = answer();
    if (!result.ok()) {
      for (const Diagnostic& diagnostic : diagnostics(result.status())) fail(1, to_string(diagnostic));
      return 1;
    }
    text = *std::move(result);
  }
  if (!print(text)) return fail(1, fmt::format("cannot write the answer: {}", std::strerror(errno)));
  return 0;
}

Result<Dataset> Command::dataset() const {
  if (datasets_.empty()) return builtin_dataset(default_dataset);
  std::vector<Dataset> datasets;
  for (const std::string& name : datasets_) {
    Result<Dataset> dataset = find_dataset(name);
    if (!dataset.ok()) return dataset.status();
    datasets.push_back(*std::move(dataset));
  }
  return datasets.size() == 1 ? std::move(datasets.front()) : combine(datasets);
}

Result<Timeline> Command::timeline() const {
  if (datasets_.size() == 1 && is_snapshot(datasets_.front())) return open_snapshot(datasets_.front());
  Result<Dataset> records = dataset();
  if (!records.ok()) return records.status();
  return Timeline::compile(*std::move(records));
}

Result<Dataset> find_dataset(const std::string& name) {
  std::error_code error;
  if (is_snapshot(name)) {
    const Result<Timeline> timeline = open_snapshot(name);
    if (!timeline.ok()) return timeline.status();
    return timeline->dataset();
  }
  if (fs::exists(name, error)) return load_dataset(name);
  const std::vector<std::string> names = builtin_dataset_names();
  if (std::find(names.begin(), names.end(), name) != names.end()) return builtin_dataset(name);
  return refusal(fmt::format("no file and no built-in dataset: {}; built in: {}", name, fmt::join(names, ", ")));
}

absl::Status write_file(const std::string& file, std::string_view text) {
  std::error_code error;
  const fs::path target = fs::weakly_canonical(file, error);  // what a link means is written, and the link stays
  const bool exists = !error && fs::exists(target, error);
  const auto failure = [&](const std::string& why) { return refusal(fmt::format("cannot write {}: {}", file, why)); };
  if (exists && !fs::is_regular_file(target, error)) return failure("it is no regular file");
  if (exists && ::access(target.c_str(), W_OK) != 0) return failure(std::strerror(errno));

  const fs::path aside = target.string() + fmt::format(".new-{}", ::getpid());
  std::FILE* const stream = std::fopen(aside.c_str(), "wx");
  if (stream == nullptr) return failure(std::strerror(errno));
  bool whole = std::fwrite(text.data(), 1, text.size(), stream) == text.size() && std::fflush(stream) == 0 &&
               ::fsync(::fileno(stream)) == 0;
  int reason = errno;
  if (std::fclose(stream) != 0 && whole) {
    whole = false;
    reason = errno;
  }
  if (whole) {
    error.clear();
    if (exists) fs::permissions(aside, fs::status(target).permissions(), error);
    if (!error) fs::rename(aside, target, error);
    if (!error) return absl::OkStatus();
    reason = error.value();
  }
  fs::remove(aside, error);
  return failure(std::strerror(reason));
}

namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r";
  text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
  return text.substr(0, text.find_last_not_of(blanks) + 1);
}

}  // namespace

Result<std::vector<CsvRow>> read_csv(const std::string& file) {
  std::error_code error;
  std::ifstream stream(file, std::ios::binary);
  if (!stream || fs::is_directory(file, error)) return refusal(fmt::format("cannot read {}", file));
  const std::string text(std::istreambuf_iterator<char>(stream), {});

  std::vector<CsvRow> rows;
  CsvRow row{.cells = {""}, .line = 1};
  bool quoted = false;
  int line = 1;
  const auto end_row = [&] {
    for (std::string& cell : row.cells) cell = trimmed(cell);
    if (row.cells.size() > 1 || !row.cells.front().empty()) rows.push_back(std::move(row));
    row = {.cells = {""}, .line = line};
  };
  for (std::size_t at = text.starts_with("\xef\xbb\xbf") ? 3 : 0; at < text.size(); ++at) {
    const char byte = text[at];
    if (byte == '\n') ++line;
    if (byte == '"' && quoted && at + 1 < text.size() && text[at + 1] == '"') {
      row.cells.back() += text[++at];
    } else if (byte == '"' && (quoted || trimmed(row.cells.back()).empty())) {
      quoted = !quoted;
    } else if (byte == ',' && !quoted) {
      row.cells.emplace_back();
    } else if (byte == '\n' && !quoted) {
      end_row();
    } else {
      row.cells.back() += byte;
    }
  }
  if (quoted) return refusal(fmt::format("{}:{}: a quote that is never closed", file, row.line));
  end_row();
  return rows;
}

// ---- duties ---------------------------------------------------------------------------------------------------------

namespace {

/// Every list that the dataset's measures and claims name.
std::vector<std::string> lists_used(const Dataset& dataset) {
  std::vector<std::string> names;
  const auto add = [&names](const Goods& goods) {
    const bool fresh = !goods.list.empty() && std::find(names.begin(), names.end(), goods.list) == names.end();
    if (fresh) names.push_back(goods.list);
  };
  for (const Measure& measure : dataset.measures) add(measure.goods);
  for (const Claim& claim : dataset.claims) add(claim.action.limits.goods);
  return names;
}

/// A list's name as a file's: "Section 301 List 3" is "section-301-list-3".
std::string stem_of(std::string_view list) {
  std::string stem;
  for (const char byte : list) {
    const bool capital = byte >= 'A' && byte <= 'Z';
    if (capital || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9')) {
      stem += capital ? static_cast<char>(byte - 'A' + 'a') : byte;
    } else if (!stem.empty() && stem.back() != '-') {
      stem += '-';
    }
  }
  return stem;
}

}  // namespace

void Trade::add_route(Command& command, std::optional<std::pair<Jurisdiction, Jurisdiction>> route) {
  const std::string into = "the country of import: US";
  const std::string from = "the country of origin: CN";
  if (route) {
    shipment.destination = route->first;
    shipment.origin = route->second;
    command.option("--into", shipment.destination, into + " (the default)");
    command.option("--from", shipment.origin, from + " (the default)");
  } else {
    command.required("--into", shipment.destination, into);
    command.required("--from", shipment.origin, from);
  }
  add_lists(command);
  command.rule([this] { return check(shipment); });
}

void Trade::add_lists(Command& command) {
  command.option("--lists", lists_,
                 "NAME=FILE.csv: the codes of a list; or section-301-list-3.csv, called like "
                 "\"Section 301 List 3\"; repeatable; an unknown name tells all");
}

void Trade::add_goods(Command& command) {
  command.option("--goods", shipment.goods, "a tariff code, 2 to 10 digits (default: goods in general, on no list)");
}

void Trade::add_base(Command& command) {
  command.option("--base", base_, "a CSV file of base (MFN) duties: code, rate, and if wanted origin, from, until");
}

Result<BaseDuties> Trade::base() const {
  BaseDuties result;
  if (base_.empty()) return result;
  const absl::Status status = result.load(base_);
  if (!status.ok()) return status;
  return result;
}

Result<GoodsLists> Trade::lists(const Dataset& dataset) const {
  const std::vector<std::string> names = lists_used(dataset);
  GoodsLists result;
  for (const std::string& text : lists_) {
    const std::size_t equals = text.find('=');
    const std::string file = equals == std::string::npos ? text : text.substr(equals + 1);
    const std::string stem = equals == std::string::npos ? fs::path(file).stem().string() : text.substr(0, equals);
    const auto name = std::find_if(names.begin(), names.end(), [&](const std::string& list) {
      return list == stem || stem_of(list) == stem_of(stem);
    });
    if (name == names.end()) {
      return refusal(fmt::format("no such list: {}; the dataset names {}", stem,
                                 names.empty() ? "none" : fmt::format("these:\n  {}", fmt::join(names, "\n  "))));
    }
    if (const absl::Status status = result.load(*name, file); !status.ok()) return status;
  }
  return result;
}

std::string goods_of(const Shipment& shipment) {
  return shipment.goods ? to_string(*shipment.goods) : "goods in general";
}

std::string range_of(Rate low, std::optional<Rate> high) {
  if (!high) return low == Rate() ? "not known" : fmt::format("at least {}", low);
  return low == *high ? to_string(low) : fmt::format("{} to {}", low, *high);
}

std::string charge_of(const DutyLine& line) {
  if (!line.settled) return range_of(line.low, line.high);
  std::string text = line.rate ? to_string(*line.rate) : "";
  if (line.base) text += fmt::format(" of {} of the value", *line.base);
  if (line.specific) text += (text.empty() ? "" : " + ") + to_string(*line.specific);
  return text;
}

Json rate_json(const DutyLine& line) {
  return to_json(line.settled && line.rate ? std::optional(line.low) : std::nullopt);
}

// ---- for people -----------------------------------------------------------------------------------------------------

std::string spaced(std::string_view word) {
  std::string text(word);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

std::string plural(MeasureKind kind) {
  switch (kind) {
    case MeasureKind::Relief:
      return "Reliefs";
    case MeasureKind::EntityListing:
      return "Entity listings";
    case MeasureKind::Other:
      return "Other measures";
    default:
      break;
  }
  std::string text = spaced(word(kind)) + "s";
  text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

std::string names_of(const std::vector<Jurisdiction>& jurisdictions) {
  std::vector<std::string> names;
  for (const Jurisdiction jurisdiction : jurisdictions) {
    names.push_back(jurisdiction.is_world() ? "all" : to_string(jurisdiction));
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string status_of(const Answer& answer) {
  std::string text = spaced(word(answer.status));
  if (answer.standing) text += fmt::format(" ({})", spaced(word(*answer.standing)));
  if (answer.ending && *answer.ending != Ending::Ended) text += fmt::format(" ({})", spaced(word(*answer.ending)));
  return text;
}

std::string rate_of(const Answer& answer) {
  if (answer.varying) return "varies";
  std::string net = answer.rate && answer.status != Status::Suspended ? to_string(*answer.rate) : "";
  if (const std::string charge = to_string(answer.charge); !charge.empty()) net += (net.empty() ? "" : " + ") + charge;
  if (!answer.suspended_rate) return net;
  return fmt::format("{}{}({})", net, net.empty() ? "" : " ", *answer.suspended_rate);
}

std::string period_of(const Answer& answer) {
  if (answer.since.is_unknown()) return answer.until ? fmt::format("until {}", *answer.until) : "at all times";
  if (!answer.until) return fmt::format("{} on", answer.since);
  if (answer.since.is_day() && answer.until->is_day() && *answer.until->earliest() == *answer.since.earliest() + 1) {
    return fmt::format("on {}", answer.since);
  }
  return fmt::format("{} until {}", answer.since, *answer.until);
}

std::string state_of(const Answer& answer) {
  if (answer.status == Status::None) return "nothing known";
  std::string text = status_of(answer);
  if (answer.varying) return text + " at a varying rate";
  if (answer.status == Status::Suspended)
    return answer.suspended_rate ? fmt::format("{} ({})", text, *answer.suspended_rate) : text;
  if (answer.rate) text += fmt::format(" at {}", *answer.rate);
  if (const std::string charge = to_string(answer.charge); !charge.empty()) {
    text += (answer.rate ? " + " : " at ") + charge;
  }
  if (answer.suspended_rate) text += fmt::format(" ({} suspended)", *answer.suspended_rate);
  return text;
}

std::string certainty_of(const Answer& answer) {
  std::vector<std::string> notes;
  if (!answer.assumed.empty()) {
    const auto name = [](Assumed assumed) { return assumed == Assumed::Since ? "start" : "end"; };
    std::vector<std::string> names;
    for (const Assumed assumed : answer.assumed) names.emplace_back(name(assumed));
    notes.push_back(fmt::format("{} assumed", fmt::join(names, ", ")));
  }
  std::string others;
  for (const Status status : answer.may_be) {
    if (status != answer.status) others += (others.empty() ? "may be " : " or ") + spaced(word(status));
  }
  if (!others.empty()) notes.push_back(others);
  if (answer.voided) notes.emplace_back("undone since by a ruling");
  if (notes.empty()) notes.emplace_back(word(answer.certainty));
  return fmt::format("{}", fmt::join(notes, ", "));
}

namespace {

/// Columns that a text takes on a terminal: two for each Chinese character.
std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (const char byte : text) {
    const auto value = static_cast<unsigned char>(byte);
    if ((value & 0xC0U) != 0x80U) columns += value >= 0xE3U ? 2 : 1;  // U+3000 and above, by the first byte
  }
  return columns;
}

std::vector<std::string> lines_of(std::string_view text, std::size_t width) {
  std::vector<std::string> lines(1);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!lines.back().empty() && columns_of(lines.back()) + 1 + columns_of(word) > width) lines.emplace_back();
    if (!lines.back().empty()) lines.back() += ' ';
    lines.back() += word;
  }
  return lines;
}

}  // namespace

std::string wrapped(std::string_view lead, std::string_view text) {
  const std::size_t indent = columns_of(lead);
  std::string result(lead);
  bool first = true;
  for (const std::string& line : lines_of(text, page_width - indent)) {
    if (!first) result.append(indent, ' ');
    result += line + "\n";
    first = false;
  }
  return result;
}

Table::Table(std::size_t indent, std::vector<std::size_t> widths) : indent_(indent), widths_(std::move(widths)) {
  std::size_t used = indent_;
  for (const std::size_t width : widths_) used += width + 2;
  widths_.push_back(page_width - used);
}

std::string Table::row(const std::vector<std::string>& cells) const {
  std::vector<std::vector<std::string>> columns;
  std::size_t height = 1;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    columns.push_back(lines_of(cells[i], widths_[i]));
    height = std::max(height, columns.back().size());
    const bool wide = std::any_of(columns.back().begin(), columns.back().end(),
                                  [&](const std::string& line) { return columns_of(line) > widths_[i]; });
    if (wide && i + 1 < cells.size()) {  // a name too long for its column: the other cells stand below it
      std::vector<std::string> rest = cells;
      std::fill(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(i) + 1, "");
      return row({cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(i) + 1}) + row(rest);
    }
  }
  std::string result;
  for (std::size_t y = 0; y < height; ++y) {
    std::string line(indent_, ' ');
    std::size_t end = indent_;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::size_t taken = columns_of(line);
      if (taken < end) line.append(end - taken, ' ');
      if (y < columns[i].size()) line += columns[i][y];
      end += widths_[i] + 2;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    result += line + "\n";
  }
  return result;
}

// ---- for programs ---------------------------------------------------------------------------------------------------

namespace {

Json date_or_null(const std::optional<FuzzyDate>& date) {
  return date && !date->is_unknown() ? Json(to_string(*date)) : Json();
}

template <class Values>
Json words_json(const Values& values) {
  Json result = Json::array();
  for (const auto value : values) result.push_back(std::string(word(value)));
  return result;
}

}  // namespace

Json to_json(Known known) { return known.day ? Json(to_string(*known.day)) : Json(); }

Json to_json(const std::optional<Rate>& rate) {
  constexpr std::int64_t percent = 10'000;  // in parts per million
  if (!rate) return {};
  if (rate->ppm() % percent == 0) return rate->ppm() / percent;
  return static_cast<double>(rate->ppm()) / percent;  // the double nearest to the decimal, which prints as that decimal
}

Json to_json(const std::vector<std::string>& texts) {
  Json result = Json::array();
  for (const std::string& text : texts) result.push_back(text);
  return result;
}

Json to_json(const std::vector<Jurisdiction>& jurisdictions) {
  Json result = Json::array();
  for (const Jurisdiction jurisdiction : jurisdictions) result.push_back(to_string(jurisdiction));
  return result;
}

Json to_json(const Answer& answer) {
  Json result;
  result["status"] = std::string(word(answer.status));
  result["ending"] = answer.ending ? Json(std::string(word(*answer.ending))) : Json();
  result["standing"] = answer.standing ? Json(std::string(word(*answer.standing))) : Json();
  result["certainty"] = std::string(word(answer.certainty));
  result["may_be"] = words_json(answer.may_be);
  result["rate_percent"] = to_json(answer.rate);
  result["suspended_percent"] = to_json(answer.suspended_rate);
  result["since"] = date_or_null(answer.since);
  result["until"] = date_or_null(answer.until);
  result["assumed"] = words_json(answer.assumed);
  return result;
}

Json to_json(const Finding& finding) {
  Json result;
  result["measure"] = finding.measure;
  result["kind"] = std::string(word(finding.kind));
  result["imposed_by"] = to_json(finding.imposed_by);
  result["target"] = to_json(finding.target);
  Json answer = to_json(static_cast<const Answer&>(finding));
  answer.erase("ending");
  result.update(answer);
  result["projected"] = finding.projected;
  result["sources"] = to_json(finding.sources);
  return result;
}

std::string text_of(const Json& json) { return json.dump(2) + "\n"; }

}  // namespace examples
