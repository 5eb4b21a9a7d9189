// Lexicons: what a file must be, where its rows match and where not, and that the rows that are compiled in do what they show.

#include <truceline/read/lexicon.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <truceline/read/text.hpp>

namespace truceline {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::string_view header =
    "id\tclass\tlanguage\tsurface\tvalue\tpriority\tleft\tright\tveto\texample\tcounter\n";

std::string with_header(std::string_view rows) { return std::string(header) + std::string(rows); }

Lexicon lexicon(std::string_view rows) {
  Result<Lexicon> made = Lexicon::parse(with_header(rows), "test.tsv");
  EXPECT_TRUE(made.ok()) << message_of(made.status());
  if (!made.ok()) return *Lexicon::parse(header);
  return *std::move(made);
}

/// "id:matched bytes" of every match in a text, after normalising it.
std::vector<std::string> found(const Lexicon& lexicon, std::string_view original) {
  const Result<Text> text = Text::make(original);
  EXPECT_TRUE(text.ok()) << message_of(text.status());
  std::vector<std::string> all;
  for (const Match& match : lexicon.matches(text->normal())) {
    all.push_back(lexicon.entries()[match.entry].id + ":" +
                  std::string(text->normal().substr(match.at.begin, match.at.size())));
  }
  return all;
}

std::vector<std::string> faults_of(std::string_view text) {
  const Result<Lexicon> made = Lexicon::parse(text, "test.tsv");
  std::vector<std::string> all;
  if (made.ok()) return all;
  for (const Diagnostic& d : diagnostics(made.status())) {
    EXPECT_EQ(d.source, "test.tsv");
    EXPECT_FALSE(d.fix.empty());
    all.push_back(d.id + "@" + std::to_string(d.line));
  }
  return all;
}

// ---- Where rows match -----------------------------------------------------------------------------------------------

TEST(Matches, EnglishIsMatchedInAnyCaseAndByWholeWords) {
  const Lexicon tariff = lexicon("t\tgoods\ten\ttariff[s]\tx\t\t\t\t\tA tariff.\tUntariffed.\n");
  EXPECT_THAT(found(tariff, "Tariffs, TARIFF; tariffed 3tariff tariff's (tariff)"),
              ElementsAre("t:Tariffs", "t:TARIFF", "t:tariff", "t:tariff"));
}

TEST(Matches, ChineseIsMatchedInEitherScriptWhereverItStands) {
  const Lexicon tariff = lexicon("t\tgoods\tzh\t關税\tx\t\t\t\t\t關稅。\t关。\n");
  EXPECT_THAT(found(tariff, "对等關稅和关税APEC关税"), ElementsAre("t:关税", "t:关税", "t:关税"));
  const Lexicon mixed = lexicon("a\tplace\tzh\tAPEC会议\tx\t\t\t\t\t在APEC会议上。\tXAPEC会议\n");
  EXPECT_THAT(found(mixed, "apec會議"), ElementsAre("a:apec会议"));
}

TEST(Matches, WithinAClassTheLeftmostStandsThenTheLongest) {
  const Lexicon words = lexicon(
      "short\ta\ten\trare earth\tx\t\t\t\t\trare earth\tx\n"
      "long\ta\ten\trare earth controls\tx\t\t\t\t\trare earth controls\tx\n"
      "late\ta\ten\tearth controls of China\tx\t\t\t\t\tearth controls of China\tx\n"
      "other\tb\ten\tearth controls\tx\t\t\t\t\tearth controls\tx\n");
  EXPECT_THAT(found(words, "the rare earth controls of China"),
              ElementsAre("long:rare earth controls", "other:earth controls"));
  EXPECT_THAT(found(words, "the rare earth control of China"), ElementsAre("short:rare earth"));
}

TEST(Matches, OfTheSameBytesTheHighestPriorityStandsThenTheFirst) {
  const Lexicon words = lexicon(
      "one\ta\ten\tcut\tx\t\t\t\t\tcut\tx\n"
      "two\tb\ten\tcut\tx\t\t\t\t\tcut\tx\n"
      "three\tb\ten\tduty\tx\t\t\t\t\tduty\tx\n");
  EXPECT_THAT(found(words, "cut"), ElementsAre("one:cut", "two:cut"));
  const Lexicon ranked = lexicon(
      "low\ta\ten\tcut\tx\t\trate\t\t\trate cut\tx\n"
      "high\ta\ten\tcut\tx\t2\tduty\t\t\tduty cut\tx\n"
      "late\ta\ten\tcut\tx\t\ttax\t\t\ttax cut\tx\n");
  EXPECT_THAT(found(ranked, "rate and duty cut"), ElementsAre("high:cut"));
  EXPECT_THAT(found(ranked, "rate and tax cut"), ElementsAre("low:cut"));
}

TEST(Matches, PatternsHaveAlternativesGroupsAndOptions) {
  const Lexicon words =
      lexicon("p\ta\ten\t{raise|lift}[s] {a|the} duty | levy\tx\t\t\t\t\traises a duty\traise duty\n");
  EXPECT_THAT(found(words, "lifts the duty; raise a duty; levy"),
              ElementsAre("p:lifts the duty", "p:raise a duty", "p:levy"));
}

// ---- Context --------------------------------------------------------------------------------------------------------

TEST(Context, LeftAndRightAreAskedForInTheSentence) {
  const Lexicon words = lexicon("c\ta\ten\tcut\tx\t\tduty|rate\tpercent\t\tthe rate was cut by 10 percent\tcut\n");
  EXPECT_THAT(found(words, "The RATE was cut to 10 percent."), ElementsAre("c:cut"));
  EXPECT_THAT(found(words, "The rates were cut to 10 percent."), IsEmpty()) << "whole words";
  EXPECT_THAT(found(words, "The rate. It was cut to 10 percent."), IsEmpty());
  EXPECT_THAT(found(words, "The rate was cut. It is 10 percent."), IsEmpty());
  EXPECT_THAT(found(words, "The rate was U.S.-made and cut to 1.5 percent."), ElementsAre("c:cut"));
  EXPECT_THAT(found(words, "The rate" + std::string(150, ' ') + "was cut to 10 percent."), IsEmpty()) << "too far";
}

TEST(Context, MarksAskForWhatStandsRightBeside) {
  const Lexicon words = lexicon("m\ta\tzh\t管制\tx\t\t<出口\t>措施\t\t出口管制措施\t出口的管制措施\n");
  EXPECT_THAT(found(words, "出口管制措施"), ElementsAre("m:管制"));
  EXPECT_THAT(found(words, "出口 管制 措施"), ElementsAre("m:管制")) << "but for a blank";
  EXPECT_THAT(found(words, "出口管制的措施"), IsEmpty());
}

TEST(Context, AVetoHoldsAcrossAndBesideOrAnywhereIfMarked) {
  const Lexicon words = lexicon(
      "v\ta\tzh\t美\tx\t\t\t\t美元|<完|>好|北\t美方\t美元\n"
      "w\tb\ten\tmay\tx\t\t\t\t<in|>2025|~march\tit may act\tin May\n");
  EXPECT_THAT(found(words, "美方、美元、完美、美好、北美、好美完、赴美"), ElementsAre("v:美", "v:美", "v:美"));
  EXPECT_THAT(found(words, "It may act."), ElementsAre("w:may"));
  EXPECT_THAT(found(words, "In May"), IsEmpty());
  EXPECT_THAT(found(words, "May 2025"), IsEmpty());
  EXPECT_THAT(found(words, "In June it may"), ElementsAre("w:may")) << "not right beside";
  EXPECT_THAT(found(words, "In March it may"), IsEmpty());
  EXPECT_THAT(found(words, "Marching, it may"), ElementsAre("w:may")) << "whole words";
  EXPECT_THAT(found(words, "It was March. It may"), ElementsAre("w:may")) << "another sentence";
}

TEST(Context, AMatchThatDoesNotStandLeavesRoomForOthers) {
  const Lexicon words = lexicon(
      "long\ta\ten\trare earth\tx\t\tcontrol\t\t\tcontrol of rare earth\trare earth\n"
      "short\ta\ten\tearth\tx\t\t\t\t\tearth\tx\n");
  EXPECT_THAT(found(words, "rare earth"), ElementsAre("short:earth"));
  EXPECT_THAT(found(words, "control rare earth"), ElementsAre("long:rare earth"));
}

// ---- Files ----------------------------------------------------------------------------------------------------------

TEST(Rows, CommentsBlankLinesAndCarriageReturnsArePassedOver) {
  const Result<Lexicon> made =
      Lexicon::parse("\xEF\xBB\xBF# words\r\n\r\n" + with_header("# more\na\tb\ten\tc\td\t-3\t\t\t\tc\te\r\n"));
  ASSERT_TRUE(made.ok()) << message_of(made.status());
  ASSERT_EQ(made->entries().size(), 1u);
  const LexiconEntry& entry = made->entries()[0];
  EXPECT_EQ(entry.cls, "b");
  EXPECT_EQ(entry.value, "d");
  EXPECT_EQ(entry.priority, -3);
  EXPECT_EQ(entry.line, 5);
}

TEST(Rows, WhatIsNotALexiconIsToldWithItsLine) {
  EXPECT_THAT(faults_of(""), ElementsAre("TL-611@1"));
  EXPECT_THAT(faults_of("id\tclass\n"), ElementsAre("TL-611@1"));
  EXPECT_THAT(faults_of(with_header("a\tb\ten\tc\n")), ElementsAre("TL-612@2"));
}

TEST(Rows, EveryBadRowIsTold) {
  EXPECT_THAT(
      faults_of(with_header("\tb\ten\tc\td\t\t\t\t\tc\te\n"       // no id
                            "a1\t\ten\tc\td\t\t\t\t\tc\te\n"      // no class
                            "a2\tb\tfr\tc\td\t\t\t\t\tc\te\n"     // language
                            "a3\tb\ten\t \td\t\t\t\t\tc\te\n"     // blank surface
                            "a4\tb\ten\t{c\td\t\t\t\t\tc\te\n"    // open bracket
                            "a5\tb\ten\tc]\td\t\t\t\t\tc\te\n"    // stray bracket
                            "a6\tb\ten\tc||d\td\t\t\t\t\tc\te\n"  // empty alternative
                            "a7\tb\ten\tc\td\t1.5\t\t\t\tc\te\n"  // priority
                            "a8\tb\ten\tc\td\t\t>x\t\t\tc\te\n"   // mark of the other side
                            "a9\tb\ten\tc\td\t\t\t>\t\tc\te\n"    // mark alone
                            "b1\tb\ten\tc\td\t\t\t\t\t\te\n"      // no example
                            "b2\tb\ten\tc\td\t\t\t\t\tc\t\n"      // no counter-example
                            "b3\tb\ten\t\xFF\td\t\t\t\t\tc\te\n"  // not UTF-8
                            "b4\tb\ten\t{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}\td\t\t\t\t\tc\te\n")),
      ElementsAre("TL-612@2", "TL-612@3", "TL-612@4", "TL-612@5", "TL-612@6", "TL-612@7", "TL-612@8", "TL-612@9",
                  "TL-612@10", "TL-612@11", "TL-612@12", "TL-612@13", "TL-612@14", "TL-612@15"));
}

TEST(Rows, ExamplesAreTriedAndIdsAreUnique) {
  EXPECT_THAT(faults_of(with_header("a\tb\ten\tduty\td\t\t\t\t\tno such word\te\n"
                                    "b\tb\ten\tlevy\td\t\t\t\t\tlevy\ta levy\n")),
              ElementsAre("TL-613@2", "TL-613@3"));
  EXPECT_THAT(faults_of(with_header("a\tb\ten\tduty\td\t\t\t\t\tduty\te\n"
                                    "a\tb\ten\tlevy\td\t\t\t\t\tlevy\te\n")),
              ElementsAre("TL-614@3"));
  EXPECT_THAT(faults_of(with_header("a\tb\ten\tduty\td\t\t\t\t\ta duty free shop\te\n"
                                    "b\tb\ten\tduty free\td\t\t\t\t\tduty free\te\n")),
              ElementsAre("TL-613@2"))
      << "a longer row of the class takes its place";
}

class Files : public ::testing::Test {
 protected:
  std::filesystem::path write(std::string_view name, std::string_view text) {
    const std::filesystem::path path = std::filesystem::path(::testing::TempDir()) / name;
    std::ofstream(path, std::ios::binary) << text;
    written_.push_back(path);
    return path;
  }
  void TearDown() override {
    for (const auto& path : written_) std::filesystem::remove(path);
  }

 private:
  std::vector<std::filesystem::path> written_;
};

TEST_F(Files, AreLoadedTogether) {
  const auto one = write("lexicon_one.tsv", with_header("a\tb\ten\tduty\td\t\t\t\t\tduty\te\n"));
  const auto two = write("lexicon_two.tsv", with_header("c\tb\ten\tlevy\td\t\t\t\t\tlevy\te\n"));
  const auto both = Lexicon::load(std::vector{one, two});
  ASSERT_TRUE(both.ok()) << message_of(both.status());
  EXPECT_THAT(found(*both, "duty levy"), ElementsAre("a:duty", "c:levy"));

  const auto twice = Lexicon::load(std::vector{one, one});
  ASSERT_FALSE(twice.ok());
  EXPECT_EQ(diagnostics(twice.status())[0].id, "TL-614");
  EXPECT_EQ(diagnostics(twice.status())[0].source, one.string());

  const auto missing = Lexicon::load(std::vector<std::filesystem::path>{one.string() + ".no"});
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(diagnostics(missing.status())[0].id, "TL-301");
}

TEST_F(Files, ARowOfAKnownIdReplacesIt) {
  const Lexicon base = lexicon("a\tb\ten\tduty\told\t\t\t\t\tduty\te\nz\tb\ten\tcut\tz\t\t\t\t\tcut\te\n");
  const auto more = base.with(write("lexicon_more.tsv", with_header("a\tb\ten\tlevy\tnew\t\t\t\t\tlevy\tduty\n")));
  ASSERT_TRUE(more.ok()) << message_of(more.status());
  EXPECT_THAT(found(*more, "duty levy cut"), ElementsAre("a:levy", "z:cut"));
  EXPECT_EQ(base.entries().size(), 2u);
  EXPECT_THAT(found(base, "duty levy cut"), ElementsAre("a:duty", "z:cut")) << "what was there is untouched";

  EXPECT_FALSE(base.with(write("lexicon_bad.tsv", "no lexicon")).ok());
}

// ---- The rows that are compiled in ----------------------------------------------------------------------------------

TEST(Builtin, EveryRowMatchesItsExampleAndNotItsCounterExample) {
  std::vector<std::filesystem::path> files;
  for (const auto& file :
       std::filesystem::directory_iterator(std::filesystem::path(TRUCELINE_SOURCE_DIR) / "data/lexicon")) {
    if (file.path().extension() == ".tsv") files.push_back(file.path());
  }
  const Result<Lexicon> loaded = Lexicon::load(files);
  for (const Diagnostic& d : diagnostics(loaded.status()))
    ADD_FAILURE() << d.source << ":" << d.line << ": " << d.message;
  ASSERT_TRUE(loaded.ok());
  EXPECT_EQ(Lexicon::builtin().entries().size(), loaded->entries().size()) << "all of them are compiled in";
  EXPECT_FALSE(loaded->entries().empty());
}

}  // namespace
}  // namespace truceline
