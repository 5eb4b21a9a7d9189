// Reads articles: what each claims about US–China trade measures, with the words behind every field.

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

#include <unistd.h>

#include <truceline/read/reader.hpp>

#include "articles.hpp"

using namespace examples;
using namespace truceline;

namespace {

constexpr auto json_shape = R"(of one file {"article", "published", "claims": [{"kind", "imposed_by": [], "target": [],
"action", "standing", "rate_from", "rate_to", "scope", "amount", "effective", "duration", "until", "measure",
"paragraph", "spans": [{"field", "begin", "end"}], "confidence", "flags": []}]}; of several, an array of these. null
where not stated. rate_to of a suspension is the part that it covers. Bytes count in the file.)";

/// A part of the text that a claim rests on.
struct Mark {
  Span at;
  std::string_view field;
};

/// The marks of a reading, in order, none within another.
std::vector<Mark> marks_of(const Reading& reading) {
  std::vector<Mark> marks;
  for (const ReadClaim& claim : reading.claims) {
    for (const FieldSpan& span : claim.spans) marks.push_back({span.at, span.field});
  }
  std::stable_sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) {
    return a.at.begin != b.at.begin ? a.at.begin < b.at.begin : a.at.end > b.at.end;
  });
  std::vector<Mark> apart;
  for (const Mark& mark : marks) {
    if (mark.at.size() > 0 && (apart.empty() || mark.at.begin >= apart.back().at.end)) apart.push_back(mark);
  }
  return apart;
}

struct Colour {
  std::string_view field;
  std::string_view ansi;
  std::string_view css;
};
constexpr std::array<Colour, 10> colours{{{"kind", "1;34", "#bfdbfe"},
                                          {"action", "1;31", "#fecaca"},
                                          {"imposed_by", "1;35", "#e9d5ff"},
                                          {"rate_to", "1;32", "#bbf7d0"},
                                          {"scope", "36", "#cffafe"},
                                          {"effective", "33", "#fef08a"},
                                          {"announced", "33", "#fef9c3"},
                                          {"until", "33", "#fef08a"},
                                          {"duration", "33", "#fde68a"},
                                          {"place", "36", "#d9f99d"}}};

const Colour& colour_of(std::string_view field) {
  const auto at = std::find_if(colours.begin(), colours.end(), [&](const Colour& c) { return c.field == field; });
  return at == colours.end() ? colours.front() : *at;
}

/// "US tariff lowered, announced: 20 % to 10 %, from 2025-11-10, for P1Y".
std::string line_of(const ReadClaim& claim) {
  std::string text = names_of(claim.imposed_by) + " " + spaced(word(claim.kind));
  for (std::size_t i = 0; i < claim.scope.size(); ++i) text += (i == 0 ? " on " : ", ") + claim.scope[i];
  text += fmt::format(": {}, {}", spaced(word(claim.action)), word(claim.standing));
  if (claim.rate_from) text += fmt::format(", from {} %", to_percent(*claim.rate_from));
  if (claim.rate_to) text += fmt::format(", to {} %", to_percent(*claim.rate_to));
  if (claim.portion) text += fmt::format(", {} % of it", to_percent(*claim.portion));
  if (!claim.effective.is_unknown()) text += ", " + to_string(claim.effective);
  if (claim.duration) text += ", for " + to_string(*claim.duration);
  if (claim.until) text += ", until " + to_string(*claim.until);
  if (!claim.place.empty()) text += ", in " + claim.place;
  const std::string sure = claim.confidence ? fmt::format("{:.2f}", *claim.confidence) : "uncalibrated";
  return text + fmt::format(" [{}; paragraph {}; {}]", claim.measure, claim.paragraph, sure);
}

std::string shown(const Article& article, const Reading& reading) {
  std::string text;
  std::size_t at = 0;
  for (const Mark& mark : marks_of(reading)) {
    text.append(article.text, at, mark.at.begin - at);
    text += fmt::format("\033[{}m{}\033[0m", colour_of(mark.field).ansi,
                        article.text.substr(mark.at.begin, mark.at.size()));
    at = mark.at.end;
  }
  text.append(article.text, at);
  if (!text.ends_with('\n')) text += '\n';
  text += '\n';
  for (const ReadClaim& claim : reading.claims) text += wrapped("  ", line_of(claim));
  return text;
}

std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (c == '<') {
      safe += "&lt;";
    } else if (c == '&') {
      safe += "&amp;";
    } else if (c == '>') {
      safe += "&gt;";
    } else {
      safe += c;
    }
  }
  return safe;
}

/// A page that needs nothing else: the text with its marks, and the claims beside it.
std::string page_of(const std::vector<Article>& articles, const std::vector<Reading>& readings) {
  std::string page =
      "<!doctype html><meta charset=\"utf-8\"><title>Claims</title><style>body{font:16px/1.6 sans-serif;margin:2em "
      "auto;"
      "max-width:78em;padding:0 1em}main{display:grid;grid-template-columns:3fr 2fr;gap:2em}.text{white-space:pre-wrap}"
      "mark{padding:0 .1em;border-radius:.2em}table{border-collapse:collapse;font-size:13px}td,th{border-bottom:1px "
      "solid "
      "#ddd;padding:.3em .5em;text-align:left;vertical-align:top}.key mark{margin-right:.6em}</style>\n<p class=key>";
  for (const Colour& colour : colours)
    page += fmt::format("<mark style=\"background:{}\">{}</mark>", colour.css, spaced(colour.field));
  page += "</p>\n";
  for (std::size_t i = 0; i < articles.size(); ++i) {
    const std::string& text = articles[i].text;
    page += fmt::format("<h2>{}, {}</h2>\n<main><div class=text>", escaped(articles[i].id), articles[i].published);
    std::size_t at = 0;
    for (const Mark& mark : marks_of(readings[i])) {
      page += escaped(std::string_view(text).substr(at, mark.at.begin - at));
      page += fmt::format("<mark style=\"background:{}\" title=\"{}\">{}</mark>", colour_of(mark.field).css, mark.field,
                          escaped(std::string_view(text).substr(mark.at.begin, mark.at.size())));
      at = mark.at.end;
    }
    page += escaped(std::string_view(text).substr(at));
    page += "</div><div><table><tr><th>¶</th><th>claim</th><th>measure</th><th>sure</th></tr>\n";
    for (const ReadClaim& claim : readings[i].claims) {
      std::string line = line_of(claim);
      line.resize(line.rfind(" ["));
      page += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n", claim.paragraph, escaped(line),
                          escaped(claim.measure), claim.confidence ? fmt::format("{:.2f}", *claim.confidence) : "–");
    }
    page += "</table></div></main>\n";
  }
  return page;
}

Json to_json(const ReadClaim& claim) {
  const auto text = [](const std::string& value) { return value.empty() ? Json() : Json(value); };
  std::string scope;
  for (const std::string& goods : claim.scope) scope += (scope.empty() ? "" : "; ") + goods;
  Json spans = Json::array();
  for (const FieldSpan& span : claim.spans)
    spans.push_back({{"field", span.field}, {"begin", span.at.begin}, {"end", span.at.end}});
  return {{"kind", std::string(word(claim.kind))},
          {"imposed_by", examples::to_json(claim.imposed_by)},
          {"target", examples::to_json(claim.target)},
          {"action", std::string(word(claim.action))},
          {"standing", std::string(word(claim.standing))},
          {"rate_from", examples::to_json(claim.rate_from)},
          {"rate_to", examples::to_json(claim.rate_to ? claim.rate_to : claim.portion)},
          {"scope", text(scope)},
          {"amount", text(claim.amount)},
          {"effective", claim.effective.is_unknown() ? Json() : Json(to_string(claim.effective))},
          {"duration", claim.duration ? Json(to_string(*claim.duration)) : Json()},
          {"until", claim.until ? Json(to_string(*claim.until)) : Json()},
          {"measure", claim.measure},
          {"paragraph", claim.paragraph},
          {"spans", std::move(spans)},
          {"confidence", claim.confidence ? Json(*claim.confidence) : Json()},
          {"flags", examples::to_json(claim.flags)}};
}

Json to_json(const Reading& reading) {
  Json claims = Json::array();
  for (const ReadClaim& claim : reading.claims) claims.push_back(to_json(claim));
  return {{"article", reading.article}, {"published", to_string(reading.published)}, {"claims", std::move(claims)}};
}

/// How far a long run has come, on a terminal only.
class Progress {
 public:
  explicit Progress(std::size_t whole) : whole_(whole), shown_(whole > 1 && isatty(STDERR_FILENO) == 1) {}
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() {
    if (shown_) fmt::print(stderr, "\r\033[K");
  }
  void step() {
    ++done_;
    if (!shown_) return;
    constexpr std::size_t width = 40;
    const std::size_t filled = done_ * width / whole_;
    fmt::print(stderr, "\r[{}{}] {} of {}", std::string(filled, '#'), std::string(width - filled, '.'), done_, whole_);
    (void)std::fflush(stderr);
  }

 private:
  std::size_t whole_;
  std::size_t done_ = 0;
  bool shown_;
};

}  // namespace

int main(int argc, char** argv) {
  Command command("Reads articles: what each claims about US-China trade measures, with the words behind every field.",
                  json_shape, "chronology");
  std::vector<std::string> files;
  Date published;
  std::string language, dataset_out, html;
  std::vector<std::string> lexicons;
  std::string least = "0";
  bool show = false;
  command.required("files", files, "texts in UTF-8");
  command.required("--published", published, "the day on which they appeared");
  command.option("--lang", language, "en, zh-Hant or zh-Hans (default: told by the characters of each paragraph)");
  command.option("--dataset-out", dataset_out, "write the claims as a dataset, which the other programs load");
  command.option("--lexicon", lexicons, "a file of words besides those built in; repeatable");
  command.option("--least-confidence", least, "leave out claims that are less sure, 0 to 1, and those uncalibrated");
  command.flag("--show", show, "print the text with what the claims rest on in colour");
  command.option("--html", html, "write a page of the texts with what the claims rest on in colour");

  ReaderOptions options;
  std::optional<Language> written_in;
  command.rule([&]() -> absl::Status {
    if (!language.empty()) {
      written_in = language_from_tag(language);
      if (!written_in) return refusal("--lang: " + language + ": write en, zh-Hant or zh-Hans");
    }
    char* end = nullptr;
    options.least_confidence = std::strtod(least.c_str(), &end);
    if (*end != '\0' || !(options.least_confidence >= 0 && options.least_confidence <= 1)) {
      return refusal("--least-confidence: " + least + ": write a number from 0 to 1");
    }
    return absl::OkStatus();
  });

  return command.run(argc, argv, [&]() -> Result<std::string> {
    Lexicon lexicon = Lexicon::builtin();
    for (const std::string& file : lexicons) {
      auto more = lexicon.with(file);
      if (!more.ok()) return more.status();
      lexicon = *std::move(more);
    }
    const Result<Dataset> known = command.dataset();
    if (!known.ok()) return known.status();
    const Reader reader(lexicon, *known, options);

    std::vector<Article> articles;
    std::vector<Reading> readings;
    Progress progress(files.size());
    for (const std::string& file : files) {
      auto text = read_whole(file);
      if (!text.ok()) return text.status();
      articles.push_back({std::filesystem::path(file).stem(), *std::move(text), published, written_in});
      auto reading = reader.read(articles.back());
      if (!reading.ok()) return refusal(file + ": " + message_of(reading.status()));
      readings.push_back(*std::move(reading));
      progress.step();
    }
    if (!dataset_out.empty()) {
      const auto dataset = to_dataset(readings, {}, *known);
      if (!dataset.ok()) return dataset.status();
      if (const absl::Status saved = save_dataset(*dataset, dataset_out); !saved.ok()) return saved;
    }
    if (!html.empty()) {
      if (const absl::Status written = write_file(html, page_of(articles, readings)); !written.ok()) return written;
    }
    if (command.json) {
      if (readings.size() == 1) return text_of(to_json(readings.front()));
      Json all = Json::array();
      for (const Reading& reading : readings) all.push_back(to_json(reading));
      return text_of(all);
    }
    std::string text;
    for (std::size_t i = 0; i < readings.size(); ++i) {
      if (readings.size() > 1) text += fmt::format("{}{}\n", i == 0 ? "" : "\n", articles[i].id);
      if (show) {
        text += shown(articles[i], readings[i]);
        continue;
      }
      for (const ReadClaim& claim : readings[i].claims) text += wrapped("", line_of(claim));
      if (readings[i].claims.empty()) text += "no claim about a measure between the US and China\n";
    }
    return text;
  });
}
