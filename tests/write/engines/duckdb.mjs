// Asks DuckDB: node duckdb.mjs FOLDER. See engines.hpp for what is in the folder.
import { DuckDBInstance } from '@duckdb/node-api';
import { readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';

const folder = process.argv[2];
const text = (...path) => readFileSync(join(folder, ...path), 'utf8');
const connection = await (await DuckDBInstance.create(':memory:')).connect();

for (const script of ['tables.sql', 'questions.sql']) {
  const statements = await connection.extractStatements(text(script));
  for (let i = 0; i < statements.count; ++i) await (await statements.prepare(i)).run();
}
for (const file of readdirSync(join(folder, 'load'))) {
  await connection.run(`COPY ${parse(file).name} FROM '${join(folder, 'load', file)}' (FORMAT csv, HEADER false)`);
}
for (const file of readdirSync(join(folder, 'ask'))) {
  const answer = join(folder, 'answers', `${parse(file).name}.csv`);
  await connection.run(`COPY (${text('ask', file)}) TO '${answer}' (FORMAT csv, HEADER false)`);
}
