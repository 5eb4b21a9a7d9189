// Asks DuckDB: node bench/duckdb.mjs WHAT TABLE.csv QUESTIONS.csv, see bench/common/outside.hpp. In memory, on one
// thread, by prepared statements. The package @duckdb/node-api is looked for under the working directory.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const { DuckDBInstance } = createRequire(join(process.cwd(), "package.json"))("@duckdb/node-api");
const [what, table, questions] = process.argv.slice(2);

const period = "first <= $1 and (until is null or until > $1)";
const periods = { columns: "number int, first int, until int", where: period };
const records = {
  columns: "number int, first int, until int, known int, superseded int",
  where: `${period} and known <= $2 and (superseded is null or superseded > $2)`,
};
const count = ({ columns, where }) => ({ columns, answer: `select count(*) from data where ${where}` });
const enumerate = ({ columns, where }) => ({
  columns,
  answer: `select coalesce(sum(number), 0)::bigint from data where ${where}`,
});
const kinds = {
  "count": count(periods),
  "enumerate": enumerate(periods),
  "bitemporal-count": count(records),
  "bitemporal-enumerate": enumerate(records),
  "look-up": {
    columns: "product bigint, first int, told int",
    answer: "select told from data where product = $1 and first <= $2 order by first desc limit 1",
    index: "create index by_product on data(product)",
  },
};

const kind = kinds[what];
const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
const connection = await instance.connect();
await connection.run(`create table data(${kind.columns})`);
await connection.run(`copy data from '${table}' (format csv, header false)`);
if (kind.index) await connection.run(kind.index);

const asked = readFileSync(questions, "utf8").trim().split("\n").map((line) => line.split(",").map(BigInt));
const statement = await connection.prepare(kind.answer);
const ask = async (question) => {
  question.forEach((value, at) => statement.bindBigInt(at + 1, value));
  return (await statement.runAndReadAll()).getRows()[0][0];
};

let answers = [];
let began = 0n;
for (let round = 0; round < 2; ++round) {  // the first warms up
  answers = [];
  began = process.hrtime.bigint();
  for (const question of asked) answers.push(await ask(question));
}
console.log(Number(process.hrtime.bigint() - began) / asked.length);
console.log(answers.join("\n"));
