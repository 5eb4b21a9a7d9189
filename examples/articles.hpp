#pragma once

/// @file
/// Articles in files, and the records of who published them when.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <truceline/read/reader.hpp>

#include "common.hpp"

namespace examples {

/// The text of a file.
inline truceline::Result<std::string> read_whole(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return refusal("cannot read " + file.string());
  return std::string(std::istreambuf_iterator<char>(in), {});
}

/// An article, and the record of it as a source.
struct Filed {
  truceline::Article article;
  truceline::Source source;
};

/// One row about an article: {"article", "published", "outlet", "title", "language", "author", "address"}; the first two
/// must be stated.
inline truceline::Result<Filed> filed(const Json& row, const std::filesystem::path& folder) {
  const auto text = [&](const char* key) {
    const auto at = row.find(key);
    return at != row.end() && at->is_string() ? at->get<std::string>() : std::string();
  };
  Filed filed;
  filed.article.id = filed.source.id = text("article");
  if (filed.article.id.empty()) return refusal("a row without \"article\"");
  const auto day = truceline::parse_date(text("published"));
  if (!day.ok()) return refusal(filed.article.id + ": \"published\" is no day: " + truceline::message_of(day.status()));
  filed.article.published = *day;
  filed.source.published = truceline::FuzzyDate::day(*day);
  filed.source.outlet = text("outlet");
  filed.source.title = text("title");
  filed.source.author = text("author");
  filed.source.address = text("address");
  if (const std::string language = text("language"); !language.empty()) filed.source.languages = {language};
  auto words = read_whole(folder / (filed.article.id + ".txt"));
  if (!words.ok()) return words.status();
  filed.article.text = *std::move(words);
  return filed;
}

/// The articles of a folder: a row a line in articles.jsonl, else NAME.json beside each NAME.txt.
inline truceline::Result<std::vector<Filed>> articles_of(const std::filesystem::path& folder) {
  std::vector<std::pair<std::string, Json>> rows;
  const auto parse = [&](const std::string& where, const std::string& text, const std::string& name) -> absl::Status {
    Json row = Json::parse(text, nullptr, false);
    if (row.is_discarded() || !row.is_object()) return refusal(where + ": no JSON object");
    if (!name.empty() && !row.contains("article")) row["article"] = name;
    rows.emplace_back(where, std::move(row));
    return absl::OkStatus();
  };
  const std::filesystem::path list = folder / "articles.jsonl";
  std::error_code error;
  if (std::filesystem::exists(list, error)) {
    std::ifstream in(list);
    int number = 0;
    for (std::string line; std::getline(in, line);) {
      ++number;
      if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
      if (auto status = parse(fmt::format("{} line {}", list.string(), number), line, ""); !status.ok()) return status;
    }
  } else {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
      if (entry.path().extension() == ".txt") files.push_back(entry.path());
    }
    if (error) return refusal("cannot read " + folder.string());
    std::sort(files.begin(), files.end());
    for (std::filesystem::path file : files) {
      const std::string name = file.stem();
      const auto text = read_whole(file.replace_extension(".json"));
      if (!text.ok()) return text.status();
      if (auto status = parse(file.string(), *text, name); !status.ok()) return status;
    }
  }
  if (rows.empty()) return refusal("no articles in " + folder.string());
  std::vector<Filed> articles;
  for (const auto& [where, row] : rows) {
    auto article = filed(row, folder);
    if (!article.ok()) return refusal(where + ": " + truceline::message_of(article.status()));
    articles.push_back(*std::move(article));
  }
  return articles;
}

}  // namespace examples
