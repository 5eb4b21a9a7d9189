// Text against what docs/reading.md says of it: normal forms, offsets, languages, paragraphs, sentences, clauses, refusals.

#include <truceline/read/text.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "read/normalise.hpp"

namespace truceline {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

Text made(std::string_view original, std::optional<Language> language = std::nullopt) {
  Result<Text> text = Text::make(original, language);
  EXPECT_TRUE(text.ok()) << message_of(text.status());
  if (!text.ok()) return *Text::make("");
  return *std::move(text);
}

std::string normal(std::string_view original) { return std::string(made(original).normal()); }

std::string_view part(const Text& text, Span span) { return text.normal().substr(span.begin, span.size()); }
std::string_view source(const Text& text, Span span) {
  const Span at = text.in_original(span);
  return text.original().substr(at.begin, at.size());
}

std::vector<std::string> sentences(std::string_view original) {
  const Text text = made(original);
  std::vector<std::string> all;
  for (const Sentence& sentence : text.sentences()) all.emplace_back(part(text, sentence.at));
  return all;
}

std::vector<std::string> clauses(std::string_view original) {
  const Text text = made(original);
  std::vector<std::string> all;
  for (const Span& clause : text.clauses()) all.emplace_back(part(text, clause));
  return all;
}

std::string id_of(std::string_view original) {
  const Result<Text> text = Text::make(original);
  if (text.ok()) return "";
  return diagnostics(text.status()).at(0).id;
}

// ---- Normal forms ---------------------------------------------------------------------------------------------------

TEST(Normal, FullWidthBecomesAscii) {
  EXPECT_EQ(normal("２４％，（ＵＳ）：１！？；"), "24%,(US):1!?;");
  EXPECT_EQ(normal("。、《》"), "。、《》") << "marks without an ASCII twin stay";
}

TEST(Normal, TraditionalBecomesSimplifiedWhateverTheRegion) {
  EXPECT_EQ(normal("關稅"), "关税");
  EXPECT_EQ(normal("這裡這裏"), "这里这里");
  EXPECT_EQ(normal("綫線為爲啟啓"), "线线为为启启");
  EXPECT_EQ(normal("着著"), "着着") << "Hong Kong and Taiwan write one word differently";
  EXPECT_EQ(normal("什麼什么"), "什么什么");
}

TEST(Normal, QuotesDashesAndBlanksAreOfOneKind) {
  EXPECT_EQ(normal("“a” ‘b’ 「c」『d』"), "\"a\" 'b' \"c\"\"d\"");
  EXPECT_EQ(normal("10–12—13−14"), "10-12-13-14");
  EXPECT_EQ(normal("a\u00A0b\u3000c\td\u2009e"), "a b c d e");
  EXPECT_EQ(normal("唐納・川普 唐纳‧川普"), "唐纳·川普 唐纳·川普");
  EXPECT_EQ(normal("\uFEFFa\u200Bb\u00ADc"), "abc") << "invisible signs vanish";
  EXPECT_EQ(normal("a\r\nb\u2028c"), "a\n\nb\nc");
}

TEST(Normal, OtherTextStays) {
  const std::string text = "Zürich, 1,234.5 % of 𠮷 and 😀; ~ {x}";
  EXPECT_EQ(normal(text), text);
}

// ---- Offsets --------------------------------------------------------------------------------------------------------

TEST(Offsets, ASpanLeadsBackToTheBytesItStandsFor) {
  const Text text = made("從２０％降至10%");
  const std::size_t rate = text.normal().find("20%");
  const Span at{static_cast<std::uint32_t>(rate), static_cast<std::uint32_t>(rate + 3)};
  EXPECT_EQ(source(text, at), "２０％");
  EXPECT_EQ(source(text, {at.begin + 1, at.begin + 2}), "０");
  EXPECT_EQ(text.in_original({at.begin, at.begin}), (Span{3, 3})) << "an empty span stays empty";
  const auto end = static_cast<std::uint32_t>(text.normal().size());
  EXPECT_EQ(text.in_original({0, end}), (Span{0, static_cast<std::uint32_t>(text.original().size())}));
}

TEST(Offsets, PartOfACharacterLeadsToTheWholeOfIt) {
  const Text text = made("a關b");
  EXPECT_EQ(source(text, {2, 3}), "關");
  EXPECT_EQ(source(text, {1, 2}), "關");
  EXPECT_EQ(source(text, {0, 2}), "a關");
}

/// The law of offsets: the original bytes of a span of whole characters normalise to that span.
void expect_spans_come_back(const Text& text, std::mt19937& random) {
  const std::string_view normal = text.normal();
  if (normal.empty()) return;
  std::uniform_int_distribution<std::size_t> place(0, normal.size());
  std::uniform_int_distribution<std::size_t> length(0, 300);
  for (int i = 0; i < 200; ++i) {
    const auto character_begin = [&](std::size_t at) {
      while (at < normal.size() && (normal[at] & 0xC0) == 0x80) ++at;
      return static_cast<std::uint32_t>(at);
    };
    const std::uint32_t begin = character_begin(place(random));
    const std::uint32_t end = character_begin(std::min<std::size_t>(begin + length(random), normal.size()));
    const Result<std::string> again = normalised(source(text, {begin, end}));
    ASSERT_TRUE(again.ok()) << message_of(again.status());
    ASSERT_EQ(*again, normal.substr(begin, end - begin)) << begin << " " << end;
  }
}

/// Sentences cover their paragraph, and clauses their sentence, in order and but for blanks.
void expect_pieces_cover(const Text& text) {
  std::size_t sentence_count = 0;
  std::size_t clause_count = 0;
  const auto blank = [&](std::uint32_t begin, std::uint32_t end) {
    return begin <= end && part(text, {begin, end}).find_first_not_of(' ') == std::string_view::npos;
  };
  std::uint32_t paragraph_end = 0;
  for (const Paragraph& paragraph : text.paragraphs()) {
    ASSERT_LE(paragraph_end, paragraph.at.begin);
    paragraph_end = paragraph.at.end;
    ASSERT_EQ(paragraph.first_sentence, sentence_count);
    ASSERT_GT(paragraph.sentence_count, 0u);
    std::uint32_t at = paragraph.at.begin;
    for (std::uint32_t i = 0; i < paragraph.sentence_count; ++i) {
      const Sentence& sentence = text.sentences()[sentence_count++];
      ASSERT_TRUE(blank(at, sentence.at.begin)) << part(text, paragraph.at);
      ASSERT_EQ(sentence.first_clause, clause_count);
      ASSERT_GT(sentence.clause_count, 0u);
      std::uint32_t clause_at = sentence.at.begin;
      for (std::uint32_t j = 0; j < sentence.clause_count; ++j) {
        const Span clause = text.clauses()[clause_count++];
        ASSERT_TRUE(blank(clause_at, clause.begin)) << part(text, sentence.at);
        ASSERT_GT(clause.size(), 0u);
        clause_at = clause.end;
      }
      ASSERT_EQ(clause_at, sentence.at.end);
      at = sentence.at.end;
    }
    ASSERT_EQ(at, paragraph.at.end);
  }
  EXPECT_EQ(sentence_count, text.sentences().size());
  EXPECT_EQ(clause_count, text.clauses().size());
}

TEST(TextLaws, HoldOnRandomTexts) {
  std::mt19937 random(20251110);
  const std::vector<std::string> pieces = {"關稅",   "。", "，",     "a",    "b ", "\n",    "\r\n",  " ",   "\u3000",
                                           "２４％", "\"", "“",      "”",    ".",  "U.S. ", "1,000", ";",   "：",
                                           ":",      "！", "\u200B", "𠮷",   "é",  "-",     "--",    " – ", "No. ",
                                           "3",      "、", "(1)",    "一、", "\t", "……"};
  std::uniform_int_distribution<std::size_t> choose(0, pieces.size() - 1);
  for (int round = 0; round < 300; ++round) {
    std::string original;
    for (int i = round % 150; i >= 0; --i) original += pieces[choose(random)];
    const Text text = made(original);
    ASSERT_LE(text.normal().size(), original.size());
    ASSERT_EQ(normal(text.normal()), text.normal()) << "what is normal stays";
    expect_pieces_cover(text);
    expect_spans_come_back(text, random);
    if (HasFatalFailure()) return;
  }
}

// ---- Languages ------------------------------------------------------------------------------------------------------

TEST(Languages, AreToldParagraphByParagraph) {
  const Text text =
      made("The U.S. suspends tariffs on China (中国).\n美國暫停對華關稅。\n美国暂停对华关税。\n2025-11-10\nAPEC峰会");
  std::vector<Language> languages;
  for (const Paragraph& paragraph : text.paragraphs()) languages.push_back(paragraph.language);
  EXPECT_THAT(languages, ElementsAre(Language::English, Language::TraditionalChinese, Language::SimplifiedChinese,
                                     Language::SimplifiedChinese, Language::SimplifiedChinese));
}

TEST(Languages, WhatAParagraphDoesNotShowTheOthersDo) {
  const Text text = made("中方回应\n商務部發言人表示，將堅決反制。");
  EXPECT_EQ(text.paragraphs()[0].language, Language::SimplifiedChinese) << "应 is no Traditional character";
  const Text open = made("中美\n商務部發言人表示，將堅決反制。");
  EXPECT_EQ(open.paragraphs()[0].language, Language::TraditionalChinese);
}

TEST(Languages, OneGivenIsThatOfAll) {
  const Text text = made("The U.S.\n关税", Language::TraditionalChinese);
  for (const Paragraph& paragraph : text.paragraphs()) EXPECT_EQ(paragraph.language, Language::TraditionalChinese);
}

// ---- Paragraphs -----------------------------------------------------------------------------------------------------

TEST(Paragraphs, AreTheLinesThatAreNotBlank) {
  const Text text = made("\n  \u3000\n\u3000\u3000一。\r\n\r\nB.  \n");
  ASSERT_EQ(text.paragraphs().size(), 2u);
  EXPECT_EQ(part(text, text.paragraphs()[0].at), "一。");
  EXPECT_EQ(text.paragraphs()[0].number, 1);
  EXPECT_EQ(part(text, text.paragraphs()[1].at), "B.");
  EXPECT_EQ(text.paragraphs()[1].number, 2);
}

TEST(Paragraphs, HeadingsGovernWhatFollows) {
  const Text text = made("中美休戰\n美方暫停關稅。\n中方暫停管制。\n後續\n雙方再談。");
  std::vector<int> governors;
  for (const Paragraph& paragraph : text.paragraphs()) governors.push_back(paragraph.governed_by);
  EXPECT_THAT(governors, ElementsAre(-1, 0, 0, -1, 3));
  EXPECT_EQ(text.paragraphs()[0].part, Part::Heading);
  EXPECT_EQ(text.paragraphs()[1].part, Part::Body);
}

TEST(Paragraphs, LeadInsGovernTheirBullets) {
  const Text text = made(
      "China will suspend:\n- the controls of 9 October;\n• its port fees.\nThe rest stays.\n"
      "(1) stray item, which stands under nothing.");
  const auto paragraphs = text.paragraphs();
  ASSERT_EQ(paragraphs.size(), 5u);
  EXPECT_EQ(paragraphs[0].part, Part::LeadIn);
  EXPECT_EQ(paragraphs[1].part, Part::Bullet);
  EXPECT_EQ(paragraphs[1].governed_by, 0);
  EXPECT_EQ(paragraphs[2].governed_by, 0);
  EXPECT_EQ(paragraphs[3].part, Part::Body);
  EXPECT_EQ(paragraphs[4].part, Part::Bullet);
  EXPECT_EQ(paragraphs[4].governed_by, -1);
}

TEST(Paragraphs, BulletsThatEndWithAColonLeadThoseOfAnotherKind) {
  const Text text =
      made("雙方同意：\n一、美方：\n（一）取消10%的關稅；\n（二）暫停港口費；\n二、中方：\n（一）暫停反制。");
  std::vector<int> governors;
  for (const Paragraph& paragraph : text.paragraphs()) governors.push_back(paragraph.governed_by);
  EXPECT_THAT(governors, ElementsAre(-1, 0, 1, 1, 0, 4));
}

TEST(Paragraphs, NumbersAreBulletsAndYearsAndDecimalsAreNot) {
  for (const char* const bullet : {"1. The first.", "2、第二。", "3) c.", "(a) d.", "①五。", "十二、稀土。", "* g."}) {
    EXPECT_EQ(made(std::string(bullet) + "\nThe rest is text.").paragraphs()[0].part, Part::Bullet) << bullet;
  }
  for (const char* const body : {"2025. A year.", "1.5% of it was cut.", "-3% is little.", "十二月将生效。"}) {
    EXPECT_EQ(made(std::string(body) + "\nThe rest is text.").paragraphs()[0].part, Part::Body) << body;
  }
}

// ---- Sentences ------------------------------------------------------------------------------------------------------

TEST(Sentences, EndAtChineseMarksWithWhatClosesThem) {
  EXPECT_THAT(sentences("中方反对。美方表示：“不会加税。”双方再谈！？好"),
              ElementsAre("中方反对。", "美方表示:\"不会加税。\"", "双方再谈!?", "好"));
  EXPECT_THAT(sentences("「完。」「再來。」"), ElementsAre("\"完。\"", "\"再来。\""));
  EXPECT_THAT(sentences("中方反对.美方同意.关税为3.5%。"), ElementsAre("中方反对.", "美方同意.", "关税为3.5%。"))
      << "a point for a full stop";
}

TEST(Sentences, EndAtEnglishMarksButNotAfterAbbreviations) {
  EXPECT_THAT(
      sentences(
          "Mr. Xi met Sen. Smith on Nov. 10 in Busan. The U.S. cut rates to 3.5 percent. Why? \"Peace.\" It held."),
      ElementsAre("Mr. Xi met Sen. Smith on Nov. 10 in Busan.", "The U.S. cut rates to 3.5 percent.", "Why?",
                  "\"Peace.\"", "It held."));
  EXPECT_THAT(
      sentences("It left the U.S. The duty stayed. J. D. Vance and Acme Inc. shares fell. See No. 7. Say no. Then go."),
      ElementsAre("It left the U.S.", "The duty stayed.", "J. D. Vance and Acme Inc. shares fell.", "See No. 7.",
                  "Say no.", "Then go."));
}

TEST(Sentences, AListMarkIsNoSentence) {
  EXPECT_THAT(sentences("1. The ministry objects. It will act."),
              ElementsAre("1. The ministry objects.", "It will act."));
}

// ---- Clauses --------------------------------------------------------------------------------------------------------

TEST(Clauses, InChineseEveryCommaParts) {
  EXPECT_THAT(clauses("美方取消10%的关税，中方暂停反制；两国、三地共1,000家企业受益。"),
              ElementsAre("美方取消10%的关税,", "中方暂停反制;", "两国、三地共1,000家企业受益。"));
}

TEST(Clauses, InEnglishACommaPartsOnlyBeforeAClause) {
  EXPECT_THAT(
      clauses("On May 12, 2025, the U.S. cut steel, copper, and oil duties, which China welcomed; it followed, and it "
              "will stay - for now."),
      ElementsAre("On May 12, 2025, the U.S. cut steel, copper, and oil duties,", "which China welcomed;",
                  "it followed,", "and it will stay -", "for now."));
  EXPECT_THAT(clauses("At 10:30 he said: see https://a.b/c."), ElementsAre("At 10:30 he said:", "see https://a.b/c."));
}

// ---- Refusals -------------------------------------------------------------------------------------------------------

TEST(Refusals, InvalidUtf8IsToldWithItsByte) {
  for (const char* const bad :
       {"\xFF", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE5\x85", "\x80", "\xF0\x9F"}) {
    EXPECT_EQ(id_of(std::string("ok\n關") + bad), "TL-601") << bad;
  }
  const auto all = diagnostics(Text::make("ok\n關\xFFz").status());
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].line, 2);
  EXPECT_EQ(all[0].column, 4);
  EXPECT_THAT(all[0].message, HasSubstr("byte 6"));
}

TEST(Refusals, NulsAndMarkupAndTooMuchAreRefused) {
  EXPECT_EQ(id_of(std::string_view("a\0b", 3)), "TL-603");
  EXPECT_EQ(id_of("<!DOCTYPE html>\n<html><body><p>Tariffs</p></body></html>"), "TL-604");
  EXPECT_EQ(id_of("\n <div class=\"x\">Tariffs</div>"), "TL-604");
  std::string page = "Tariffs rise.\n";
  for (int i = 0; i < 20; ++i) page += "<p class=\"text\">The ministry objects to it.</p>\n";
  EXPECT_EQ(id_of(page), "TL-604");
  EXPECT_EQ(id_of(std::string(Text::max_bytes + 1, 'a')), "TL-602");
}

TEST(Refusals, StraySignsAreText) {
  for (const char* const text :
       {"Rates < 10% and > 5%.", "<URGENT> U.S. raises tariffs", "a <b> c", "1<2", "<", "&lt;"}) {
    EXPECT_EQ(id_of(text), "") << text;
  }
}

TEST(Refusals, NothingIsAText) {
  for (const char* const empty : {"", " ", "\n\n", "\uFEFF", "\u3000\n"}) {
    const Text text = made(empty);
    EXPECT_TRUE(text.paragraphs().empty());
    EXPECT_TRUE(text.sentences().empty());
    EXPECT_TRUE(text.clauses().empty());
    EXPECT_EQ(text.in_original({0, 0}).size(), 0u);
  }
}

TEST(Refusals, OneLongLineIsAText) {
  std::string line;
  while (line.size() < (1u << 22)) line += "美國將關稅由２４％降至１０％，";
  const Text text = made(line);
  EXPECT_EQ(text.paragraphs().size(), 1u);
  EXPECT_EQ(text.sentences().size(), 1u);
  EXPECT_GT(text.clauses().size(), 90'000u);
}

// ---- The five articles ----------------------------------------------------------------------------------------------

const std::filesystem::path& texts_folder() {
  static const std::filesystem::path path = std::filesystem::path(TRUCELINE_SHARED_DIR) / "articles";
  return path;
}

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Articles, LawsHoldAndRowsOfTheReferenceReadingLieInParagraphsOfTheirLanguage) {
  if (!std::filesystem::exists(texts_folder() / "gold.jsonl")) return;  // the laws above stand for texts made up
  std::mt19937 random(5);
  std::ifstream rows(texts_folder() / "gold.jsonl");
  std::size_t seen = 0;
  std::string at_hand;
  Text text = made("");
  for (std::string line; std::getline(rows, line);) {
    const auto row = nlohmann::json::parse(line);
    if (const auto article = row.at("article").get<std::string>(); article != at_hand) {
      at_hand = article;
      text = made(read(texts_folder() / (article + ".txt")));
      expect_pieces_cover(text);
      expect_spans_come_back(text, random);
    }
    const auto number = row.at("paragraph").get<std::size_t>();
    ASSERT_LE(number, text.paragraphs().size()) << line;
    EXPECT_EQ(tag(text.paragraphs()[number - 1].language), row.at("lang").get<std::string>()) << line;
    ++seen;
  }
  EXPECT_EQ(seen, 169u);
}

}  // namespace
}  // namespace truceline
