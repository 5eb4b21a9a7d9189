#include <truceline/read/reader.hpp>

#include <algorithm>
#include <deque>
#include <utility>

#include "read/ascii.hpp"
#include "read/confidence.hpp"
#include "read/frame.hpp"
#include "read/link.hpp"
#include "read/merge.hpp"
#include "read/phrase.hpp"
#include "read/vocabulary.hpp"

namespace truceline {
inline namespace v0 {

struct Reader::Rep {
  Lexicon lexicon;
  Vocabulary vocabulary;
  Linker linker;
  ReaderOptions options;
};

namespace {

/// A sentence of more words that mean something than this is read in parts, so that the time taken stays in proportion
/// to the text.
constexpr std::size_t most_words = 200;
constexpr std::uint32_t most_bytes = 4000;
/// A lead-in of fewer bytes is no sentence: "Tariffs:".
constexpr std::uint32_t short_line = 40;

using detail::is_ascii;
using detail::is_upper;

bool begins_measure(const Meaning& means) noexcept { return means.role == Role::Instrument || means.role == Role::Buy; }

/// The parts of one text that its paragraphs are read from.
class Pass {
 public:
  Pass(const Text& text, const Lexicon& lexicon, const Vocabulary& vocabulary, Date published)
      : text_(text), published_(published) {
    const std::string_view normal = text.normal();
    for (const Match& match : lexicon.matches(normal)) {
      const Meaning& means = vocabulary[match.entry];
      if (means.role == Role::None) continue;
      // Names are written large: "us" is not the US.
      const char first = normal[match.at.begin];
      if (means.role == Role::Actor && is_ascii(first) && !is_upper(first) &&
          normal.substr(match.at.begin, 4) != "the ") {
        continue;
      }
      sides_ |= means.role == Role::Actor ? means.sides : Sides{0};
      tokens_.push_back({match.at, &means});
      if (means.role == Role::Instrument) resolve(tokens_.back());
    }
  }

  /// Whether the text speaks of both sides at all.
  [[nodiscard]] bool speaks_of_both() const noexcept { return (sides_ & both_sides) == both_sides; }

  [[nodiscard]] std::vector<Draft> drafts() {
    std::vector<Context> contexts(text_.paragraphs().size());
    std::vector<Draft> drafts;
    Context context;
    std::size_t token = 0;
    for (std::size_t i = 0; i < text_.paragraphs().size(); ++i) {
      const Paragraph& paragraph = text_.paragraphs()[i];
      while (token < tokens_.size() && tokens_[token].at.begin < paragraph.at.begin) ++token;
      std::size_t end = token;
      while (end < tokens_.size() && tokens_[end].at.begin < paragraph.at.end) ++end;
      if (paragraph.part == Part::Bullet && paragraph.governed_by >= 0) {
        const Context& lead = contexts[static_cast<std::size_t>(paragraph.governed_by)];
        context.carried = lead.carried;
        context.lead_in = lead.lead_in;
        context.lead_deed = lead.lead_deed;
      } else {
        context.lead_in.reset();
        context.lead_deed = Deed::None;
      }
      context.paragraph = paragraph.number;
      context.language = paragraph.language;
      context.heading =
          paragraph.part == Part::Heading || (paragraph.part == Part::LeadIn && paragraph.at.size() < short_line);
      context.published = published_;
      read(paragraph, std::span(tokens_).subspan(token, end - token), context, drafts);
      contexts[i] = context;
      token = end;
    }
    return drafts;
  }

 private:
  /// "These measures" are those named before.
  void resolve(Token& token) {
    const Meaning& means = *token.means;
    if (means.same) {
      if (last_ == nullptr) return;
      Meaning& again = again_.emplace_back(*last_);
      again.mention = false;
      again.same = true;
      token.means = &again;
    } else if (means.kind != MeasureKind::Meeting && means.kind != MeasureKind::Agreement) {
      last_ = &means;
    }
  }

  void read(const Paragraph& paragraph, std::span<const Token> tokens, Context& context, std::vector<Draft>& drafts) {
    const bool chinese = paragraph.language != Language::English;
    const auto opens = [&](const Token& token) {
      return token.means->role == Role::Scenario && token.at.begin - paragraph.at.begin < 40;
    };
    if (std::any_of(tokens.begin(), tokens.end(), opens)) {
      context.what_if = true;
    } else if (paragraph.part == Part::Heading) {
      context.what_if = false;
    }
    const bool speaks =
        std::any_of(tokens.begin(), tokens.end(), [](const Token& t) { return begins_measure(*t.means); });
    std::vector<QuantityMention> quantities;
    std::vector<TimeMention> times;
    if (speaks) {
      const std::string_view words = text_.normal().substr(paragraph.at.begin, paragraph.at.end - paragraph.at.begin);
      quantities = find_quantities(words);
      times = find_times(words, published_);
      for (QuantityMention& quantity : quantities) shift(quantity.at, paragraph.at.begin);
      for (TimeMention& time : times) shift(time.at, paragraph.at.begin);
    }
    std::size_t first = 0;
    for (const Sentence& sentence : text_.sentences().subspan(paragraph.first_sentence, paragraph.sentence_count)) {
      while (first < tokens.size() && tokens[first].at.begin < sentence.at.begin) ++first;
      while (first < tokens.size() && tokens[first].at.begin < sentence.at.end) {
        std::size_t last = first;
        while (last < tokens.size() && last - first < most_words && tokens[last].at.begin < sentence.at.end) ++last;
        const bool whole = last == tokens.size() || tokens[last].at.begin >= sentence.at.end;
        phrase_.text = text_.normal();
        phrase_.at = sentence.at;
        if (tokens[first].at.begin - sentence.at.begin > most_bytes) phrase_.at.begin = tokens[first].at.begin;
        if (!whole) phrase_.at.end = tokens[last].at.begin;
        phrase_.find_marks();
        phrase_.chinese = chinese;
        phrase_.tokens = tokens.subspan(first, last - first);
        phrase_.quantities = within(quantities, phrase_.at);
        phrase_.times = within(times, phrase_.at);
        find_uses(phrase_);
        read_phrase(phrase_, context, drafts);
        if (paragraph.part == Part::LeadIn) lead(phrase_, context);
        first = last;
      }
    }
  }

  /// What a lead-in leaves to its bullets: "China will:", "The following are suspended:".
  static void lead(const Phrase& phrase, Context& context) {
    context.lead_in.reset();
    context.lead_deed = Deed::None;
    for (const Token& token : phrase.tokens) {
      if (token.means->role == Role::Standing) context.lead_in = token.means->standing;
      if (token.means->role == Role::Action) context.lead_deed = token.means->deed;
    }
  }

  static void shift(Span& span, std::uint32_t by) noexcept {
    span.begin += by;
    span.end += by;
  }

  template <class Mention>
  static std::span<const Mention> within(const std::vector<Mention>& mentions, Span at) {
    const auto from = [&](std::uint32_t byte) {
      return std::partition_point(mentions.begin(), mentions.end(),
                                  [&](const Mention& mention) { return mention.at.begin < byte; });
    };
    const auto begin = from(at.begin);
    const auto end = from(at.end);
    return {begin, end};
  }

  const Text& text_;
  Date published_;
  Phrase phrase_;  // kept for its room
  std::vector<Token> tokens_;
  std::deque<Meaning> again_;
  const Meaning* last_ = nullptr;
  Sides sides_ = 0;
};

bool is_between_the_two(const ReadClaim& claim) {
  return std::all_of(claim.imposed_by.begin(), claim.imposed_by.end(),
                     [](Jurisdiction by) { return by == Jurisdiction('U', 'S') || by == Jurisdiction('C', 'N'); });
}

Dataset known_measures() {
  std::vector<Dataset> parts;
  for (const char* name : {"chronology", "articles"}) {
    if (auto dataset = builtin_dataset(name); dataset.ok()) parts.push_back(*std::move(dataset));
  }
  auto whole = combine(parts);
  return whole.ok() ? *std::move(whole) : Dataset();
}

}  // namespace

Reader::Reader() : Reader(Lexicon::builtin(), known_measures()) {}

Reader::Reader(Lexicon lexicon, const Dataset& known, ReaderOptions options)
    : rep_(std::make_shared<const Rep>(Rep{lexicon, Vocabulary(lexicon), Linker(known), options})) {}

Result<Reading> Reader::read(const Article& article) const {
  const auto text = Text::make(article.text, article.language);
  if (!text.ok()) return text.status();
  Reading reading;
  reading.article = article.id;
  reading.published = article.published;
  Pass pass(*text, rep_->lexicon, rep_->vocabulary, article.published);
  if (!pass.speaks_of_both()) return reading;
  std::vector<Draft> drafts = pass.drafts();
  merge(drafts);
  // Talks with others are told only where measures between the two are.
  const bool of_the_two =
      std::any_of(drafts.begin(), drafts.end(), [](const Draft& draft) { return is_between_the_two(draft.claim); });
  for (Draft& draft : drafts) {
    if (!of_the_two) break;
    ReadClaim& claim = draft.claim;
    if (draft.mention && !rep_->options.background) continue;
    rep_->linker.link(draft);
    claim.rule = rule_of(claim, claim.rule);
    claim.confidence = confidence_of(claim.rule);
    if (claim.confidence.value_or(0) < rep_->options.least_confidence) continue;
    for (FieldSpan& span : claim.spans) span.at = text->in_original(span.at);
    std::stable_sort(claim.spans.begin(), claim.spans.end(),
                     [](const FieldSpan& a, const FieldSpan& b) { return a.at.begin < b.at.begin; });
    std::vector<FieldSpan> spans;
    for (FieldSpan& span : claim.spans) {
      // Equal ones stand among those of the same first byte.
      bool known = false;
      for (auto at = spans.rbegin(); at != spans.rend() && at->at.begin == span.at.begin; ++at)
        known = known || *at == span;
      if (!known) spans.push_back(std::move(span));
    }
    claim.spans = std::move(spans);
    reading.claims.push_back(std::move(claim));
  }
  return reading;
}

}  // namespace v0
}  // namespace truceline
