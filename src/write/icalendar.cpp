#include <truceline/write/icalendar.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <truceline/timeline/format.hpp>

namespace truceline {
inline namespace v0 {
namespace {

/// What an event says; SEQUENCE rises where it differs from what was said before.
struct Event {
  Date on;
  std::string summary;
  std::string description;
  std::string categories;
  std::string url;
  bool tentative = false;
  bool cancelled = false;
  friend bool operator==(const Event&, const Event&) = default;
};

/// An event through the known days.
struct History {
  Event event;
  int sequence = 0;
  Date modified;        ///< the known day that said it last otherwise
  std::set<Date> days;  ///< all that it has ever been told for
};

std::string spaced(std::string_view word) {
  std::string text(word);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

class Calendar {
 public:
  explicit Calendar(const Timeline& timeline) : timeline_(timeline) {
    for (const Source& source : timeline.dataset().sources) sources_.emplace(source.id, &source);
    for (const Measure& measure : timeline.dataset().measures) measures_.emplace(measure.id, &measure);
  }

  /// Takes in how one known day sees the events.
  void learn(Date day, const View& view) {
    std::set<std::string> told;
    std::map<std::pair<std::string, Turn>, int> times;
    for (const Change& change : view.changes(Period::since(Date::min()))) {
      const Turn turn = turn_of(change);
      const int time = ++times[{change.measure, turn}];
      const std::string uid = fmt::format("{}.{}.{}@truceline", change.measure, word(turn), time);
      told.insert(uid);
      say(uid, event_of(change, turn), day);
    }
    for (auto& [uid, history] : histories_) {
      if (told.contains(uid) || history.event.cancelled) continue;
      Event gone = history.event;
      gone.cancelled = true;
      say(uid, std::move(gone), day);
    }
  }

  [[nodiscard]] std::string text(Date stamp, const CalendarOptions& options) const;

 private:
  void say(const std::string& uid, Event event, Date day) {
    const auto [place, fresh] = histories_.try_emplace(uid, History{event, 0, day, {}});
    place->second.days.insert(event.on);
    if (fresh || place->second.event == event) return;
    place->second.event = std::move(event);
    place->second.modified = day;
    ++place->second.sequence;
  }

  [[nodiscard]] Event event_of(const Change& change, Turn turn) const {
    const Measure& measure = *measures_.at(change.measure);
    Event event{.on = change.on,
                .summary = {},
                .description = {},
                .categories = spaced(word(measure.kind)),
                .url = {},
                .tentative = change.assumed || change.after.certainty == Certainty::Possible,
                .cancelled = false};
    const std::string detail = detail_of(change);
    event.summary = fmt::format("{}: {}{}{}", measure.title.empty() ? measure.id : measure.title, spaced(word(turn)),
                                detail.empty() ? "" : " ", detail);
    event.description = fmt::format("{}\nbefore: {}\nafter: {}\ncertainty: {}{}", measure.id,
                                    spaced(word(change.before.status)), spaced(word(change.after.status)),
                                    word(change.after.certainty), change.assumed ? ", no source states the day" : "");
    if (!change.after.since.is_unknown() && !change.after.since.is_day())
      event.description += fmt::format("\nday: {}", change.after.since);
    for (const std::string& id : sources_of(change)) {
      const Source& source = *sources_.at(id);
      event.description += fmt::format("\nsource: {}{}{}", source.outlet, source.outlet.empty() ? "" : ", ",
                                       source.title.empty() ? source.id : source.title);
      if (!source.address.empty()) event.description += fmt::format(" <{}>", source.address);
      if (event.url.empty() && source.address.starts_with("http")) event.url = source.address;
    }
    return event;
  }

  const Timeline& timeline_;
  std::map<std::string_view, const Source*> sources_;
  std::map<std::string_view, const Measure*> measures_;
  std::map<std::string, History> histories_;  // by UID
};

// ---- RFC 5545 ---------------------------------------------------------------------------------------------------------

/// TEXT (3.3.11).
std::string text_value(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\n') {
      result += "\\n";
    } else if (static_cast<unsigned char>(c) >= 0x20) {
      if (c == '\\' || c == ';' || c == ',') result += '\\';
      result += c;
    }
  }
  return result;
}

/// A content line, folded (3.1): no more than 75 octets each, never within a character.
void add_content_line(std::string& text, std::string_view line) {
  std::size_t room = 75;
  while (line.size() > room) {
    std::size_t cut = room;
    while ((static_cast<unsigned char>(line[cut]) & 0xC0) == 0x80) --cut;
    text += line.substr(0, cut);
    text += "\r\n ";
    line.remove_prefix(cut);
    room = 74;  // the blank counts
  }
  text += line;
  text += "\r\n";
}

std::string date_value(Date day) { return fmt::format("{:04}{:02}{:02}", day.year(), day.month(), day.day()); }

std::string Calendar::text(Date stamp, const CalendarOptions& options) const {
  std::string text;
  const auto line = [&text](std::string_view content) { add_content_line(text, content); };
  line("BEGIN:VCALENDAR");
  line("VERSION:2.0");
  line("PRODID:-//Truceline//Trade measures//EN");
  line("CALSCALE:GREGORIAN");
  line("METHOD:PUBLISH");
  line("X-WR-CALNAME:" + text_value(options.name));

  std::vector<std::pair<std::string_view, const History*>> events;
  for (const auto& [uid, history] : histories_) {
    const bool told =
        std::any_of(history.days.begin(), history.days.end(), [&](Date day) { return options.period.contains(day); });
    if (told) events.emplace_back(uid, &history);
  }
  std::stable_sort(events.begin(), events.end(),
                   [](const auto& a, const auto& b) { return a.second->event.on < b.second->event.on; });
  for (const auto& [uid, history] : events) {
    const Event& event = history->event;
    line("BEGIN:VEVENT");
    line(fmt::format("UID:{}", uid));
    line(fmt::format("DTSTAMP:{}T000000Z", date_value(stamp)));
    line(fmt::format("LAST-MODIFIED:{}T000000Z", date_value(history->modified)));
    line(fmt::format("SEQUENCE:{}", history->sequence));
    line("DTSTART;VALUE=DATE:" + date_value(event.on));
    if (event.on != Date::max()) line("DTEND;VALUE=DATE:" + date_value(event.on + 1));
    line("SUMMARY:" + text_value(event.summary));
    line("DESCRIPTION:" + text_value(event.description));
    line("CATEGORIES:" + text_value(event.categories));
    if (!event.url.empty()) line("URL:" + event.url);
    line(event.cancelled ? "STATUS:CANCELLED" : event.tentative ? "STATUS:TENTATIVE" : "STATUS:CONFIRMED");
    line("TRANSP:TRANSPARENT");
    if (options.alarm_days > 0 && !event.cancelled) {
      line("BEGIN:VALARM");
      line("ACTION:DISPLAY");
      line("DESCRIPTION:" + text_value(event.summary));
      line(fmt::format("TRIGGER:-P{}D", options.alarm_days));
      line("END:VALARM");
    }
    line("END:VEVENT");
  }
  line("END:VCALENDAR");
  return text;
}

}  // namespace

std::string to_icalendar(const Timeline& timeline, std::optional<Date> known, const CalendarOptions& options) {
  std::set<Date> days;
  for (const Learned& learned : timeline.learned(Period::since(Date::min()))) days.insert(learned.known);
  const Date last = known.value_or(days.empty() ? Date() : *days.rbegin());
  Calendar calendar(timeline);
  for (const Date day : days) {
    if (day < last) calendar.learn(day, timeline.as_known_on(day));
  }
  calendar.learn(last, known ? timeline.as_known_on(*known) : timeline.hindsight());
  return calendar.text(last, options);
}

}  // namespace v0
}  // namespace truceline
