// What the shipments in a file pay in additional duties: any number of them, row by row.

#include <sys/stat.h>

#include <fcntl.h>
#include <unistd.h>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>

#include "common.hpp"

using namespace examples;
using namespace truceline;
namespace fs = std::filesystem;

namespace {

constexpr auto json_shape =
    R"({"rows", "settled", "unsettled", "bad": 0, "out"}. OUT has the rows of IN as they are, in their order, each with
two more cells: rate_percent, the total of its duties in percent of the value, and settled: "yes"; "no"
where a duty is open or charged by unit, and the rate is the least; "bad" where the row cannot be told,
for the reason in OUT.bad.csv (line, column, reason), which is there only if some row is bad. Then the
exit code is 1. A file that cannot be read to its end leaves OUT as it was.)";

constexpr std::size_t block = std::size_t{1} << 20U;        ///< read at a time
constexpr std::size_t longest_row = std::size_t{1} << 20U;  ///< more is no row, but a quote that nobody closed
constexpr const char* rate_column = "rate_percent";
constexpr const char* settled_column = "settled";

absl::Status cannot(const char* what, const std::string& file, int reason) {
  return refusal(fmt::format("cannot {} {}: {}", what, file, std::strerror(reason)));
}

// ---- files ----------------------------------------------------------------------------------------------------------

/// A file that is written aside; it takes its place once whole, and nothing of it stays unless keep() is called.
class FileAside {
 public:
  ~FileAside() { discard(); }
  FileAside() = default;
  FileAside(const FileAside&) = delete;
  FileAside& operator=(const FileAside&) = delete;

  absl::Status open(const std::string& file) {
    name_ = file;
    std::error_code error;
    target_ = fs::weakly_canonical(file, error);  // what a link means is written, and the link stays
    const bool exists = !error && fs::exists(target_, error);
    if (exists && !fs::is_regular_file(target_, error))
      return refusal(fmt::format("cannot write {}: it is no regular file", file));
    if (exists && ::access(target_.c_str(), W_OK) != 0) return cannot("write", file, errno);
    aside_ = target_.string() + fmt::format(".new-{}", ::getpid());
    file_ = ::open(aside_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file_ < 0) {
      const int reason = errno;
      aside_.clear();
      return cannot("write", file, reason);
    }
    if (exists) fs::permissions(aside_, fs::status(target_).permissions(), error);
    return absl::OkStatus();
  }
  [[nodiscard]] bool is_open() const { return file_ >= 0; }

  /// Where to add text; flush() now and then.
  std::string text;
  absl::Status flush() {
    for (std::size_t done = 0; done < text.size();) {
      const ssize_t count = ::write(file_, text.data() + done, text.size() - done);
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return cannot("write", name_, errno);
      done += static_cast<std::size_t>(count);
    }
    text.clear();
    return absl::OkStatus();
  }
  absl::Status keep() {
    if (absl::Status status = flush(); !status.ok()) return status;
    if (::fsync(file_) != 0) return cannot("write", name_, errno);
    const bool closed = ::close(file_) == 0;
    file_ = -1;
    if (!closed || std::rename(aside_.c_str(), target_.c_str()) != 0) return cannot("write", name_, errno);
    aside_.clear();
    return absl::OkStatus();
  }

 private:
  void discard() {
    if (file_ >= 0) ::close(file_);
    if (!aside_.empty()) ::unlink(aside_.c_str());
  }
  std::string name_;
  fs::path target_;
  std::string aside_;
  int file_ = -1;
};

/// How far the reading is, for whoever watches; nothing is shown where the standard error output is no terminal.
class Progress {
 public:
  explicit Progress(std::uint64_t size) : size_(size), shown_(::isatty(STDERR_FILENO) != 0) {}
  ~Progress() {
    if (shown_) fmt::print(stderr, "\r{:40}\r", "");
  }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void tell(std::uint64_t bytes, std::uint64_t rows) {
    const std::uint64_t percent = size_ == 0 ? rows / 100'000 : std::min<std::uint64_t>(bytes * 100 / size_, 100);
    if (!shown_ || percent == last_) return;
    last_ = percent;
    if (size_ == 0) {
      fmt::print(stderr, "\r{} rows", rows);
    } else {
      fmt::print(stderr, "\r[{:-<20}] {:3} %", std::string(percent / 5, '#'), percent);
    }
    std::fflush(stderr);
  }

 private:
  std::uint64_t size_;
  bool shown_;
  std::uint64_t last_ = ~std::uint64_t{0};
};

// ---- rows -----------------------------------------------------------------------------------------------------------

/// A row as it stands in the buffer, without its line end, and the first cells of it.
struct Row {
  std::string_view text;
  std::uint64_t line = 0;  ///< on which it begins
  bool crlf = false;
  bool ended = false;  ///< a line end stood behind it
  [[nodiscard]] bool blank() const { return text.find_first_not_of(" \t") == std::string_view::npos; }
};

/// Reads rows from a file block by block (RFC 4180). What it hands out stands until the next fill().
class RowReader {
 public:
  RowReader() = default;
  ~RowReader() {
    if (file_ > STDIN_FILENO) ::close(file_);
  }
  RowReader(const RowReader&) = delete;
  RowReader& operator=(const RowReader&) = delete;

  absl::Status open(const std::string& file) {
    name_ = file;
    file_ = file == "-" ? STDIN_FILENO : ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (file_ < 0) return cannot("read", file, errno);
    struct stat about {};
    if (::fstat(file_, &about) == 0 && S_ISREG(about.st_mode)) size_ = static_cast<std::uint64_t>(about.st_size);
    buffer_.resize(block + longest_row);
    return absl::OkStatus();
  }
  [[nodiscard]] std::uint64_t size() const { return size_; }  ///< 0: not known
  [[nodiscard]] std::uint64_t read() const { return read_; }
  [[nodiscard]] bool at_end() const { return ended_ && at_ == filled_; }

  /// Moves what is left to the front and reads on.
  absl::Status fill() {
    std::memmove(buffer_.data(), buffer_.data() + at_, filled_ - at_);
    filled_ -= at_;
    at_ = 0;
    while (!ended_ && filled_ < buffer_.size()) {
      const ssize_t count = ::read(file_, buffer_.data() + filled_, buffer_.size() - filled_);
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return cannot("read", name_, errno);
      ended_ = count == 0;
      filled_ += static_cast<std::size_t>(count);
      read_ += static_cast<std::uint64_t>(count);
    }
    return absl::OkStatus();
  }

  /// The next row and its cells, as they stand; false if the buffer has no whole row more.
  Result<bool> next(Row& row, std::vector<std::string_view>& cells) {
    cells.clear();
    const char* const begin = buffer_.data() + at_;
    const char* const end = buffer_.data() + filled_;
    const char* cell = begin;
    std::uint64_t lines = 0;
    bool quoted = false;
    bool first = true;    // nothing of the cell has come but blanks
    bool opened = false;  // the cell began with a quote, so that a doubled one in it is a sign
    const char* byte = begin;
    for (; byte != end; ++byte) {
      const char c = *byte;
      if (quoted) {
        if (c == '"') quoted = false;
        lines += c == '\n' ? 1 : 0;
      } else if (c == '"' && (first || (opened && byte[-1] == '"'))) {
        quoted = opened = true;
        first = false;
      } else if (c == ',') {
        cells.emplace_back(cell, byte - cell);
        cell = byte + 1;
        first = true;
        opened = false;
      } else if (c == '\n') {
        break;
      } else if (c != ' ' && c != '\t') {
        first = false;
      }
    }
    const auto length = static_cast<std::size_t>(byte - begin);
    if (length > longest_row)
      return refusal(fmt::format("{}:{}: a row of more than {} bytes; look for a quote that is never closed", name_,
                                 line_, longest_row));
    if (byte == end && (!ended_ || begin == end)) return false;
    if (quoted) return refusal(fmt::format("{}:{}: a quote that is never closed", name_, line_));
    const bool newline = byte != end;
    row = {.text = {begin, length}, .line = line_, .crlf = length > 0 && begin[length - 1] == '\r', .ended = newline};
    if (row.crlf) {
      row.text.remove_suffix(1);
      --byte;
    }
    cells.emplace_back(cell, static_cast<std::size_t>(std::max(byte, cell) - cell));
    at_ += length + (newline ? 1 : 0);
    line_ += lines + (newline ? 1 : 0);
    return true;
  }

 private:
  std::string name_;
  int file_ = -1;
  std::vector<char> buffer_;
  std::size_t at_ = 0;
  std::size_t filled_ = 0;
  std::uint64_t size_ = 0;
  std::uint64_t read_ = 0;
  std::uint64_t line_ = 1;
  bool ended_ = false;
};

/// A cell's text, without blanks around it and without quotes. Only a cell with doubled quotes is copied, into `own`.
std::string_view plain(std::string_view cell, std::string& own) {
  const auto trim = [&cell] {
    while (!cell.empty() && (cell.front() == ' ' || cell.front() == '\t')) cell.remove_prefix(1);
    while (!cell.empty() && (cell.back() == ' ' || cell.back() == '\t')) cell.remove_suffix(1);
  };
  trim();
  if (cell.size() < 2 || cell.front() != '"' || cell.back() != '"') return cell;
  cell = cell.substr(1, cell.size() - 2);
  if (cell.find('"') != std::string_view::npos) {
    own.clear();
    for (std::size_t i = 0; i < cell.size(); ++i) {
      own += cell[i];
      if (cell[i] == '"' && i + 1 < cell.size() && cell[i + 1] == '"') ++i;
    }
    cell = own;
  }
  trim();
  return cell;
}

std::string quoted_cell(std::string_view text) {
  std::string cell = "\"";
  for (const char c : text) {
    cell += c;
    if (c == '"') cell += '"';
  }
  return cell + '"';
}

// ---- the run --------------------------------------------------------------------------------------------------------

struct Options {
  std::string in, out;
  Jurisdiction from;  ///< the world: none is given
  Known known;
};

/// Goes through the file once: reads a block of rows, tells all of them, and writes them.
class Run {
 public:
  Run(const Options& options, const Trade& trade, const RateTable& table)
      : options_(options), trade_(trade), table_(table), bad_name_(options.out + ".bad.csv") {}

  absl::Status operator()() {
    if (absl::Status status = reader_.open(options_.in); !status.ok()) return status;
    if (absl::Status status = out_.open(options_.out); !status.ok()) return status;
    Progress progress(reader_.size());
    if (absl::Status status = reader_.fill(); !status.ok()) return status;
    if (absl::Status status = take_header(); !status.ok()) return status;
    for (bool more = true; more;) {
      if (absl::Status status = take_rows(); !status.ok()) return status;
      if (absl::Status status = tell_rows(); !status.ok()) return status;
      progress.tell(reader_.read(), rows);
      more = !reader_.at_end();
      if (!more) break;
      if (absl::Status status = reader_.fill(); !status.ok()) return status;
    }
    if (report_.is_open()) {
      if (absl::Status status = report_.keep(); !status.ok()) return status;
    } else {
      std::error_code error;
      fs::remove(bad_name_, error);  // of an earlier run
      if (error) return refusal(fmt::format("cannot remove {}: {}", bad_name_, error.message()));
    }
    return out_.keep();
  }

  [[nodiscard]] const std::string& bad_name() const { return bad_name_; }
  std::uint64_t rows = 0;
  std::uint64_t unsettled = 0;
  std::uint64_t bad = 0;

 private:
  struct Line {
    Row row;
    bool blank = false;
    std::string fault = {};      ///< empty: none
    std::ptrdiff_t column = -1;  ///< in which it is; -1: in the row as a whole
    std::size_t missing = 0;     ///< cells, to those of the header
  };

  absl::Status take_header() {
    Row row;
    const Result<bool> found = reader_.next(row, cells_);
    if (!found.ok()) return found.status();
    if (!*found)
      return refusal(fmt::format("{}: an empty file; begin with a line that names the columns", options_.in));
    if (cells_.front().starts_with("\xef\xbb\xbf")) cells_.front().remove_prefix(3);
    std::string own;
    for (const std::string_view cell : cells_) names_.emplace_back(plain(cell, own));
    for (const auto& [name, place] : {std::pair{"entered", &entered_}, std::pair{"goods", &goods_},
                                      std::pair{"origin", &origin_}, std::pair{"loaded", &loaded_}}) {
      const auto at = std::find(names_.begin(), names_.end(), name);
      if (at == names_.end()) continue;
      if (std::find(at + 1, names_.end(), name) != names_.end())
        return refusal(fmt::format("{}:1: a second column \"{}\"", options_.in, name));
      *place = at - names_.begin();
    }
    for (const char* const name : {rate_column, settled_column}) {
      if (std::find(names_.begin(), names_.end(), name) != names_.end())
        return refusal(fmt::format("{}:1: there is a column \"{}\" already", options_.in, name));
    }
    const auto missing = [&](const char* name, const char* fix) {
      return refusal(fmt::format("{}:1: no column \"{}\"; {}", options_.in, name, fix));
    };
    if (entered_ < 0) return missing("entered", "name the column of the days of entry so");
    if (goods_ < 0) return missing("goods", "name the column of tariff codes so");
    if (origin_ < 0 && options_.from.is_world())
      return missing("origin", "name the column of the countries of origin so, or give --from");
    crlf_ = row.crlf;
    out_.text.append(row.text);
    out_.text += fmt::format(",{},{}{}", rate_column, settled_column, crlf_ ? "\r\n" : "\n");
    return absl::OkStatus();
  }

  /// All whole rows of the buffer, as columns.
  absl::Status take_rows() {
    lines_.clear();
    entered_column_.clear();
    goods_column_.clear();
    origin_column_.clear();
    loaded_column_.clear();
    Row row;
    while (true) {
      const Result<bool> found = reader_.next(row, cells_);
      if (!found.ok()) return found.status();
      if (!*found) return absl::OkStatus();
      lines_.push_back({.row = row, .blank = row.blank()});
      entered_column_.emplace_back();
      goods_column_.push_back(any_code_);
      origin_column_.emplace_back();  // the world is refused
      loaded_column_.emplace_back();
      if (lines_.back().blank) continue;
      ++rows;
      take_cells(lines_.back());
    }
  }

  /// The cells of a row that are asked for, or the first fault among them.
  void take_cells(Line& line) {
    if (cells_.size() != names_.size()) {
      line.missing = cells_.size() < names_.size() ? names_.size() - cells_.size() : 0;
      line.fault = fmt::format("a row of {} cells under {} columns", cells_.size(), names_.size());
      return;
    }
    const auto text_of = [&](std::ptrdiff_t column) { return plain(cells_[static_cast<std::size_t>(column)], own_); };
    /// Reads a cell; false if it is bad.
    const auto take = [&](std::ptrdiff_t column, const auto& parsed, auto& value) {
      if (parsed.ok()) {
        value = *parsed;
      } else {
        line.column = column;
        line.fault = message_of(parsed.status());
      }
      return parsed.ok();
    };
    if (!take(entered_, parse_date(text_of(entered_)), entered_column_.back())) return;
    if (!take(goods_, parse_hs(text_of(goods_)), goods_column_.back())) return;
    Jurisdiction from = options_.from;
    const std::string_view origin = origin_ < 0 ? std::string_view() : text_of(origin_);
    if ((from.is_world() || !origin.empty()) && !take(origin_, parse_jurisdiction(origin), from)) return;
    origin_column_.back() = from;
    const std::string_view loaded = loaded_ < 0 ? std::string_view() : text_of(loaded_);
    if (!loaded.empty()) take(loaded_, parse_date(loaded), loaded_column_.back());
  }

  /// Tells what was taken and writes it.
  absl::Status tell_rows() {
    const std::size_t count = lines_.size();
    ppm_.resize(count);
    open_.resize((count + 63) / 64);
    refused_.resize(open_.size());
    ShipmentColumns columns{entered_column_, goods_column_, origin_column_};
    if (loaded_ >= 0) columns.loaded = loaded_column_;
    if (absl::Status status = table_.assess(columns, RateColumns{ppm_, open_, refused_}); !status.ok()) return status;
    for (std::size_t i = 0; i < count; ++i) {
      Line& line = lines_[i];
      const auto bit = [i](const std::vector<std::uint64_t>& map) { return (map[i / 64] >> (i % 64) & 1U) != 0; };
      out_.text.append(line.row.text);
      if (line.blank) {
        // No shipment; it stays where it is.
      } else if (!line.fault.empty() || bit(refused_)) {
        if (line.fault.empty()) refuse(i);
        if (absl::Status status = report(line); !status.ok()) return status;
        out_.text.append(line.missing, ',');
        out_.text += ",,bad";
      } else {
        const bool is_open = bit(open_);
        unsettled += is_open ? 1 : 0;
        out_.text += ',';
        add_percent(ppm_[i]);
        out_.text += is_open ? ",no" : ",yes";
      }
      out_.text += line.row.crlf || (crlf_ && !line.row.ended) ? "\r\n" : "\n";
    }
    return out_.flush();
  }

  /// Percent as to_percent() writes it, without a text of its own.
  void add_percent(std::int32_t ppm) {
    fmt::format_int whole_percent(ppm / 10'000);
    out_.text.append(whole_percent.data(), whole_percent.size());
    std::int32_t rest = ppm % 10'000;
    if (rest == 0) return;
    out_.text += '.';
    for (std::int32_t unit = 1'000; rest > 0; rest %= unit, unit /= 10)
      out_.text += static_cast<char>('0' + rest / unit);
  }

  /// Says why a line is refused that has no fault by itself.
  void refuse(std::size_t i) {
    Shipment one = trade_.shipment;
    one.origin = origin_column_[i];
    one.entered = entered_column_[i];
    one.loaded = loaded_column_[i];
    lines_[i].column = one.loaded && *one.loaded > one.entered ? loaded_ : origin_;
    lines_[i].fault = message_of(check(one));
  }

  absl::Status report(const Line& line) {
    if (!report_.is_open()) {
      if (absl::Status status = report_.open(bad_name_); !status.ok()) return status;
      report_.text = "line,column,reason\n";
    }
    ++bad;
    const std::string column = line.column < 0 ? "" : quoted_cell(names_[static_cast<std::size_t>(line.column)]);
    report_.text += fmt::format("{},{},{}\n", line.row.line, column, quoted_cell(line.fault));
    return report_.text.size() < block ? absl::OkStatus() : report_.flush();
  }

  const Options& options_;
  const Trade& trade_;
  const RateTable& table_;
  const std::string bad_name_;
  RowReader reader_;
  FileAside out_, report_;
  std::vector<std::string> names_;
  std::ptrdiff_t entered_ = -1, goods_ = -1, origin_ = -1, loaded_ = -1;  ///< places of the columns; -1: there is none
  bool crlf_ = false;                                                     ///< the header ends so

  const HsCode any_code_ = *HsCode::from_digits(0, 2);
  std::string own_;
  std::vector<std::string_view> cells_;
  std::vector<Line> lines_;
  std::vector<Date> entered_column_;
  std::vector<HsCode> goods_column_;
  std::vector<Jurisdiction> origin_column_;
  std::vector<std::optional<Date>> loaded_column_;
  std::vector<std::int32_t> ppm_;
  std::vector<std::uint64_t> open_, refused_;
};

}  // namespace

int main(int argc, char** argv) {
  Command command("Tells what the shipments in a CSV file pay in additional duties: any number of them, row by row.",
                  json_shape, "chronology");
  Trade trade;
  Options options;
  command.required("in", options.in,
                   "a CSV file with the columns entered, goods, and if wanted origin and loaded, among others; - reads "
                   "the standard input");
  command.required("out", options.out, "the file to write");
  command.required("--into", trade.shipment.destination, "the country of import: US");
  command.option("--from", options.from, "the country of origin where a row names none");
  trade.add_lists(command);
  trade.add_base(command);
  command.option("--content", trade.shipment.content,
                 "percent of the value that is metal, where a duty is charged on it");
  command.option("--known", options.known, "as the world could know it on that day (default: hindsight)");
  command.rule([&] {
    Shipment any = trade.shipment;
    any.origin = options.from;
    if (any.origin.is_world()) any.origin = Jurisdiction('C', any.destination == Jurisdiction('C', 'N') ? 'A' : 'N');
    return check(any);
  });

  return command.run(argc, argv, [&]() -> Result<std::string> {
    const Result<Timeline> timeline = command.timeline();
    if (!timeline.ok()) return timeline.status();
    Lane lane{.destination = trade.shipment.destination, .content = trade.shipment.content};
    Result<GoodsLists> lists = trade.lists(timeline->dataset());
    if (!lists.ok()) return lists.status();
    lane.lists = *std::move(lists);
    Result<BaseDuties> base = trade.base();
    if (!base.ok()) return base.status();
    lane.base = *std::move(base);
    const Result<RateTable> table = RateTable::compile(view_of(*timeline, options.known), lane);
    if (!table.ok()) return table.status();

    Run run(options, trade, *table);
    if (absl::Status status = run(); !status.ok()) return status;
    const std::uint64_t good = run.rows - run.bad;
    if (run.bad > 0) {
      return refusal(fmt::format("{} of {} rows are bad, see {}; all rows are in {}", run.bad, run.rows, run.bad_name(),
                                 options.out));
    }
    if (command.json) {
      return text_of(Json{{"rows", run.rows},
                          {"settled", good - run.unsettled},
                          {"unsettled", run.unsettled},
                          {"bad", run.bad},
                          {"out", options.out}});
    }
    return fmt::format("Additional duties into {}, {}: {} rows in {}, {} of them settled\n", lane.destination,
                       to_string(options.known), run.rows, options.out, good - run.unsettled);
  });
}
