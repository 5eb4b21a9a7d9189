#pragma once

/// @file
/// A compiled timeline in a file, which opens without compiling: docs/snapshot.md tells its bytes.

#include <filesystem>

#include <truceline/calendar/export.hpp>
#include <truceline/calendar/result.hpp>
#include <truceline/timeline/timeline.hpp>

namespace truceline {
inline namespace v0 {

/// Writes a compiled timeline, with its records and what scenarios lay over them, beside the file, then renames: the
/// old file stands until the new one is whole, and who has it open keeps reading the old one. The dataset stays what
/// is kept; a snapshot is made anew from it whenever the library's version changes. Errors: TL-302 cannot write,
/// TL-415 big-endian machine, TL-416 too large. O(size).
[[nodiscard]] TRUCELINE_EXPORT absl::Status save_snapshot(const Timeline& timeline, const std::filesystem::path& file);

/// Opens what save_snapshot() wrote. The timeline answers every query as the saved one does, equal in every field.
/// Queries by day are read from the file in place, each answer at its first use; what looks into records (dataset(),
/// record(), at(), why(), conflicts(), open_questions(), knows(), learned(), apply(), goods in a Query, and so duties)
/// reads all records from the file once, at its first use. First uses may come from many threads at once.
///
/// The file is mapped into memory, or read where it cannot be mapped, and closed at once; the mapping lives as long as
/// anything made from the timeline. Replacing or removing the file meanwhile does no harm; who overwrites it in place,
/// or cuts it short, changes or ends the running program, as with every mapped file.
///
/// Errors: TL-301 cannot read, TL-411 not a snapshot, TL-412 torn, TL-413 damaged, TL-414 another version, TL-415
/// another byte order. Whatever bytes are in the file, none leads outside it. O(size): the checksum is taken over all.
[[nodiscard]] TRUCELINE_EXPORT Result<Timeline> open_snapshot(const std::filesystem::path& file);

/// Whether a file begins as snapshots do. False also for what cannot be read.
[[nodiscard]] TRUCELINE_EXPORT bool is_snapshot(const std::filesystem::path& file);

}  // namespace v0
}  // namespace truceline
