#include "truceline/record/measure.hpp"

namespace truceline {
inline namespace v0 {

std::optional<char> mast_chapter(MeasureKind kind) noexcept {
  switch (kind) {
    case MeasureKind::ExportControl:
    case MeasureKind::EntityListing:
      return 'P';  // export-related measures
    case MeasureKind::ImportRestriction:
      return 'E';  // licences, quotas, prohibitions
    case MeasureKind::PortFee:
      return 'F';  // price control: additional taxes and charges
    default:
      return std::nullopt;
  }
}

std::string_view gta_type(MeasureKind kind) noexcept {
  switch (kind) {
    case MeasureKind::Tariff:
    case MeasureKind::Relief:
      return "Import tariff";  // an exclusion is a tariff change that liberalises
    case MeasureKind::ExportControl:
    case MeasureKind::EntityListing:
      return "Export licensing requirement";
    case MeasureKind::ImportRestriction:
    case MeasureKind::PortFee:
      return "Import-related non-tariff measure, nes";
    default:
      return {};
  }
}

Zone clock_of(const Measure& measure) {
  return measure.imposed_by.size() == 1 ? clock_of(measure.imposed_by.front()) : Zone();
}

}  // namespace v0
}  // namespace truceline
