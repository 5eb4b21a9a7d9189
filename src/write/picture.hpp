#pragma once

// What a picture shows, before anything has a place: the model that the SVG, the specification and the page are all
// written from. It is made of a view's segments and of nothing else.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <truceline/duty/duty.hpp>
#include <truceline/write/picture.hpp>

namespace truceline {
inline namespace v0 {

/// A segment as a bar, or a meeting as a mark.
struct Bar {
  Period days;  ///< what is shown of it; it has an end
  Answer answer;
  std::vector<std::size_t> sources;  ///< of what it rests on, by place in the dataset
  bool fades_in = false;             ///< where it begins is possible, not certain
  bool fades_out = false;            ///< likewise where it ends
  bool from_before = false;          ///< it began before the picture does
  bool goes_on = false;              ///< it ends after the picture does, or never
  bool runs_on = false;              ///< the next bar is the same state, more or less certain
  bool follows = false;              ///< so is the one before
  bool fades_whole = false;  ///< the uncertain days are all there is of it: a certain bar follows or goes before
};

/// One measure.
struct PictureLane {
  std::size_t measure = 0;  ///< in the view's order
  std::string name;
  Date begins;  ///< by which a group's lanes are ordered
  bool meeting = false;
  std::vector<Bar> bars;
};

/// Measures of one imposing side and one kind, in the order in which they begin.
struct Group {
  std::string heading;   ///< "US: tariffs"
  std::size_t tone = 0;  ///< its colour: those of the first, the second and other sides, or of joint ones
  std::vector<PictureLane> lanes;
};

/// The additional duty on the goods of one country in another.
struct DutyChart {
  Jurisdiction from, into;
  std::vector<DutyStep> steps;      ///< over the days shown
  std::vector<std::string> causes;  ///< of each step, by name; of the first, empty
  Rate top;                         ///< no step is higher, where it has a bound
};

/// Which source each claim is from.
class Sources {
 public:
  explicit Sources(const Dataset& dataset);
  /// Those of an answer, in the order of the dataset.
  [[nodiscard]] std::vector<std::size_t> of(const Answer& answer) const;

 private:
  std::map<std::string, std::size_t> of_claim_;
};
/// "HK01, 2025-10-24"; "82 FR 40213".
[[nodiscard]] std::string name_of(const Source& source);

struct Picture {
  std::string title;
  std::string subtitle;  ///< "as known on 2025-10-24"
  std::optional<Date> known;
  Period days;                     ///< shown; it has an end
  std::vector<std::string> sides;  ///< who imposes: "US", "CN", "US and CN"; those of one imposer first
  std::vector<Group> groups;
  std::vector<DutyChart> duties;
  std::vector<std::string> source_names;  ///< by place in the dataset
};

/// Tones, as many as pictures have colours.
inline constexpr std::size_t tones = 4, joint_tone = 2;
/// The tone of a side of the picture, by its place in `sides`.
[[nodiscard]] std::size_t tone_of(const std::string& side, const std::vector<std::string>& sides);

/// Errors: TL-711, TL-712, TL-714 (see to_svg()).
[[nodiscard]] Result<Picture> picture_of(const View& view, const PictureOptions& options);

// What it is made of; the page makes more of the same.

/// Every measure that the options ask for, grouped and in order, without bars; and who imposes them. Errors: TL-712.
[[nodiscard]] Result<std::vector<Group>> groups_of(const View& view, const PictureOptions& options,
                                                   std::vector<std::string>& sides);
/// The days to show, and no less than what the options ask for. Errors: TL-711 no bar, TL-714.
[[nodiscard]] Result<Period> days_shown(const std::vector<Group>& groups, std::optional<Date> known,
                                        const PictureOptions& options);
/// Whose duties to chart: both ways, or none.
[[nodiscard]] std::vector<std::pair<Jurisdiction, Jurisdiction>> routes_of(const View& view,
                                                                           const std::vector<Group>& groups,
                                                                           const PictureOptions& options);
/// The duty on goods from the first country in the second. Errors: those of rate_history().
[[nodiscard]] Result<DutyChart> duty_chart(const View& view, const std::pair<Jurisdiction, Jurisdiction>& route,
                                           const Period& days);
/// The segments of one measure as bars, whole and not yet cut to a picture's days; `segments` in the order of days.
/// What is not there (none, ended) has no bar, nor has a meeting that is merely to come.
[[nodiscard]] std::vector<Bar> bars_of(const std::vector<Segment>& segments, bool meeting, const Sources& sources);

/// Where a meeting's mark stands: on its day, or in the middle of the days that it may be.
[[nodiscard]] Date mark_day(const Bar& bar);
/// "in force", of "in_force".
[[nodiscard]] std::string spaced(std::string_view word);
/// "Export controls".
[[nodiscard]] std::string_view heading_of(MeasureKind kind);
/// "US", "US and CN"; "the world".
[[nodiscard]] std::string side_of(const Measure& measure);
/// The measure's title, or its id.
[[nodiscard]] const std::string& name_of(const Measure& measure);
/// What stands in a bar: "10 %", "24 % off" where that much is suspended, "USD 50 per net ton", "varies"; empty where
/// nothing is known.
[[nodiscard]] std::string label_of(const Answer& answer);
/// What a bar tells when asked: "US port fees: in force since 2025-10; certain".
[[nodiscard]] std::string telling_of(const std::string& name, const Answer& answer);
/// "2025-05-14: 30 %; US reciprocal tariff on Chinese goods".
[[nodiscard]] std::string step_telling(const DutyChart& chart, std::size_t step);
/// "20 %", "0 % to 25 %", "at least 10 %".
[[nodiscard]] std::string total_of(const Assessment& assessment);

}  // namespace v0
}  // namespace truceline
