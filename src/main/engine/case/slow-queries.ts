import type Database from 'better-sqlite3';

/** @param sql the statement's text: its values are bound and do not stand in it. @param milliseconds rounded. */
export type SlowQueryListener = (sql: string, milliseconds: number) => void;

/** From here on a query keeps the window waiting noticeably. */
const SLOW_MS = 100;

/**
 * Tells of every statement of a connection that takes longer than 100 ms. better-sqlite3's own `verbose` shows a
 * statement with its values written in, which name files and people.
 */
export function reportSlowQueries(
  connection: Database.Database,
  listener: SlowQueryListener,
  now: () => number = () => performance.now(),
): void {
  const prepare = connection.prepare.bind(connection);
  connection.prepare = ((sql: string) => {
    const statement = prepare(sql);
    const report = (took: number): void => {
      if (took > SLOW_MS) listener(sql, Math.round(took));
    };
    for (const name of ['run', 'get', 'all'] as const) {
      const native = statement[name].bind(statement) as (...values: unknown[]) => never;
      statement[name] = (...values: unknown[]): never => {
        const started = now();
        try {
          return native(...values);
        } finally {
          report(now() - started);
        }
      };
    }
    const iterate = statement.iterate.bind(statement);
    statement.iterate = (...values) => timedRows(iterate(...values), now, report);
    return statement;
  }) as typeof connection.prepare;
}

/** The rows of a query; what the reader does between two of them is not on its account. */
function* timedRows<Row>(
  rows: IterableIterator<Row>,
  now: () => number,
  report: (took: number) => void,
): Generator<Row, undefined> {
  let took = 0;
  try {
    for (;;) {
      const started = now();
      const next = rows.next();
      took += now() - started;
      if (next.done === true) return undefined;
      yield next.value;
    }
  } finally {
    rows.return?.();
    report(took);
  }
}
