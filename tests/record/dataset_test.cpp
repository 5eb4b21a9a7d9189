#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <truceline/record/dataset.hpp>
#include <truceline/record/words.hpp>

#include "record/form.hpp"

namespace truceline {
namespace {

using ::testing::Contains;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::UnorderedElementsAreArray;

static_assert(std::regular<Dataset> && std::regular<Alias> && std::regular<Scenario> && std::regular<Question> &&
              std::regular<StackingRule>);

std::string page(const std::string& name) {
  std::ifstream in(std::string(TRUCELINE_SOURCE_DIR) + "/docs/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Builtin, EachLoadsHoldsAndRoundTrips) {
  EXPECT_THAT(builtin_dataset_names(), Contains("articles"));
  for (const std::string& name : builtin_dataset_names()) {
    const auto dataset = builtin_dataset(name);
    ASSERT_TRUE(dataset.ok()) << message_of(dataset.status());
    EXPECT_EQ(dataset->name, name);
    EXPECT_TRUE(check(*dataset).ok());
    const std::string text = to_json(*dataset);
    const auto again = parse_dataset(text);
    ASSERT_TRUE(again.ok()) << message_of(again.status());
    EXPECT_EQ(*again, *dataset);
    EXPECT_EQ(to_json(*again), text);
  }
}

TEST(Builtin, AnotherNameIsRefusedWithThoseThereAre) {
  const auto dataset = builtin_dataset("article");
  ASSERT_FALSE(dataset.ok());
  EXPECT_EQ(diagnostics(dataset.status()).front().id, "TL-303");
  EXPECT_THAT(message_of(dataset.status()), HasSubstr("articles"));
}

// ---- the schema says what the reader does --------------------------------------------------------

using nlohmann::json;

template <class Record>
void expect_keys(const json& object) {
  const KeyIo keys = keys_of<Record>();
  std::vector<std::string> properties;
  for (const auto& [key, value] : object.at("properties").items()) properties.push_back(key);
  EXPECT_THAT(properties, UnorderedElementsAreArray(keys.keys)) << object;
  EXPECT_THAT(object.value("required", std::vector<std::string>()), UnorderedElementsAreArray(keys.required_keys))
      << object;
  EXPECT_EQ(object.at("additionalProperties"), false);
}

template <class Enum>
void expect_words(const json& property) {
  std::vector<std::string_view> words;
  for (const Enum value : all_of<Enum>()) words.push_back(word(value));
  EXPECT_THAT(property.at("enum").get<std::vector<std::string>>(), ElementsAreArray(words));
}

TEST(Schema, HasTheKeysAndWordsOfTheReader) {
  const json schema = json::parse(page("dataset.schema.json"));
  const json& defs = schema.at("$defs");
  expect_keys<Dataset>(schema);
  expect_keys<Source>(defs.at("source"));
  expect_keys<Proof>(defs.at("proof"));
  expect_keys<Measure>(defs.at("measure"));
  expect_keys<Goods>(defs.at("goods"));
  expect_keys<Tariff>(defs.at("tariff"));
  expect_keys<ExportControl>(defs.at("export_control"));
  expect_keys<PortFee>(defs.at("port_fee"));
  expect_keys<Tranche>(defs.at("tranche"));
  expect_keys<PurchaseCommitment>(defs.at("purchase_commitment"));
  expect_keys<Alias>(defs.at("alias"));
  expect_keys<Claim>(defs.at("claim"));
  expect_keys<Limits>(defs.at("limits"));
  expect_keys<Place>(defs.at("place"));
  expect_keys<Scenario>(defs.at("scenario"));
  expect_keys<Question>(defs.at("question"));
  expect_keys<StackingRule>(defs.at("stacking_rule"));
  expect_words<SourceKind>(defs.at("source").at("properties").at("kind"));
  expect_words<MeasureKind>(defs.at("measure").at("properties").at("kind"));
  expect_words<Said>(defs.at("claim").at("properties").at("said"));
  expect_words<Standing>(defs.at("claim").at("properties").at("standing"));
  expect_words<StackingEffect>(defs.at("stacking_rule").at("properties").at("effect"));
  expect_words<StackingBase>(defs.at("stacking_rule").at("properties").at("base"));
}

TEST(Schema, ItsPatternsTakeWhatTheReaderTakes) {
  const json schema = json::parse(page("dataset.schema.json"));
  const auto pattern = [&](const char* def) {
    return std::regex(schema.at("$defs").at(def).at("pattern").get<std::string>());
  };
  const std::regex specific = pattern("specific"), quantity = pattern("quantity"), period = pattern("period");
  for (const std::string text :
       {"USD 50 per net ton", "USD 0.22 per kg", "JPY 0 per 20-foot container", "USD 05 per kg", "USD 50",
        "USD 50. per kg", "USD 1,000 per kg", "USD -1 per kg", "USD 50 per ", "USD 50 per net  ton", "USD 50 per 20 kg",
        "usd 50 per kg", "50 USD per kg"}) {
    EXPECT_EQ(std::regex_match(text, specific), parse_specific(text).ok()) << text;
  }
  for (const std::string text :
       {"12000000 t", "0 USD", "1 twenty-foot container", "1.5 t", "1,000 t", "12 000 t", "t", "12", "12 t ", "01 t"}) {
    EXPECT_EQ(std::regex_match(text, quantity), parse_quantity(text).ok()) << text;
  }
  for (const std::string text : {"2026-01-01/2027-01-01", "2026-01-01/..", "2026/2027", "../2026-01-01"}) {
    EXPECT_EQ(std::regex_match(text, period), parse_period(text).ok()) << text;
  }
}

// ---- the pages say what the library does ---------------------------------------------------------

TEST(DatasetsPage, ItsExampleIsADatasetInCanonicalForm) {
  const std::string text = page("datasets.md");
  const std::string open = "```json\n";
  const auto begin = text.find(open);
  ASSERT_NE(begin, text.npos);
  const auto end = text.find("```", begin + open.size());
  const std::string example = text.substr(begin + open.size(), end - begin - open.size());
  const auto dataset = parse_dataset(example);
  ASSERT_TRUE(dataset.ok()) << message_of(dataset.status());
  EXPECT_EQ(to_json(*dataset), example);
}

TEST(DatasetsPage, NamesEveryKeyAndWord) {
  const std::string text = page("datasets.md");
  std::vector<std::string_view> names;
  const auto add = [&](const KeyIo& io) { names.insert(names.end(), io.keys.begin(), io.keys.end()); };
  add(keys_of<Dataset>());
  add(keys_of<Source>());
  add(keys_of<Measure>());
  add(keys_of<Goods>());
  add(keys_of<Alias>());
  add(keys_of<Claim>());
  add(keys_of<Limits>());
  add(keys_of<Place>());
  add(keys_of<Scenario>());
  add(keys_of<Question>());
  add(keys_of<Tranche>());
  add(keys_of<StackingRule>());
  for (const auto value : all_of<MeasureKind>()) names.push_back(word(value));
  for (const auto value : all_of<Said>()) names.push_back(word(value));
  for (const auto value : all_of<Standing>()) names.push_back(word(value));
  for (const auto value : all_of<StackingEffect>()) names.push_back(word(value));
  for (const auto value : all_of<StackingBase>()) names.push_back(word(value));
  for (const std::string_view name : names) EXPECT_THAT(text, HasSubstr(std::string(name)));
}

/// Every "TL-" with three digits.
std::vector<std::string> ids_in(const std::string& text) {
  std::vector<std::string> ids;
  for (auto at = text.find("TL-"); at != text.npos; at = text.find("TL-", at + 1)) {
    const std::string digits = text.substr(at + 3, 3);
    if (digits.size() == 3 && digits.find_first_not_of("0123456789") == digits.npos) ids.push_back("TL-" + digits);
  }
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

TEST(ErrorsPage, ListsTheIdsOfTheSourceAndNoOthers) {
  std::string source;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(TRUCELINE_SOURCE_DIR) + "/src")) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    source.append(std::istreambuf_iterator<char>(in), {});
  }
  const std::vector<std::string> used = ids_in(source);
  ASSERT_THAT(used, Contains("TL-101"));
  std::string listed;
  const std::string text = page("errors.md");
  for (auto at = text.find("\n| TL-"); at != text.npos; at = text.find("\n| TL-", at + 1))
    listed += text.substr(at, 10);
  EXPECT_THAT(ids_in(listed), ElementsAreArray(used));
}

}  // namespace
}  // namespace truceline
