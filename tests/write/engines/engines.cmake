# Tells the tests that ask databases of the databases that are here: PostgreSQL as Debian installs it, and DuckDB, which npm
# brings by the lock file beside this one when CMake first runs. What is not here is not asked.
set(engines_dir ${PROJECT_SOURCE_DIR}/tests/write/engines)

file(GLOB pg_bins /usr/lib/postgresql/*/bin/initdb)
if(pg_bins)
  list(SORT pg_bins COMPARE NATURAL ORDER DESCENDING)
  list(GET pg_bins 0 pg_bin)
  cmake_path(GET pg_bin PARENT_PATH pg_bin)
  target_compile_definitions(write_tests PRIVATE
    TRUCELINE_POSTGRESQL="PG_BIN='${pg_bin}' '${engines_dir}/postgresql.sh'")
else()
  message(STATUS "No PostgreSQL: the tables are not tested with it")
endif()

find_program(NODE node)
find_program(NPM npm)
mark_as_advanced(NODE NPM)
if(NODE AND NPM)
  set(duckdb_dir ${PROJECT_BINARY_DIR}/duckdb)
  foreach(file IN ITEMS package.json package-lock.json duckdb.mjs)
  configure_file(${engines_dir}/${file} ${duckdb_dir}/${file} COPYONLY)
  endforeach()
  if(NOT EXISTS ${duckdb_dir}/node_modules/@duckdb/node-api)
    execute_process(COMMAND ${NPM} install --no-save --no-audit --no-fund --loglevel=error WORKING_DIRECTORY ${duckdb_dir}
      RESULT_VARIABLE npm_exit OUTPUT_QUIET ERROR_QUIET TIMEOUT 120)
  endif()
endif()
if(EXISTS ${duckdb_dir}/node_modules/@duckdb/node-api)
  target_compile_definitions(write_tests PRIVATE TRUCELINE_DUCKDB="'${NODE}' '${duckdb_dir}/duckdb.mjs'")
else()
  message(STATUS "No DuckDB: the tables are not tested with it")
endif()
