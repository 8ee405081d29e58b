import { measureScoreFile, type JsonNumber } from '../../engine/workbench.ts';
import { print, table, type CommonOptions } from './terminal.ts';

/** `chirograph metrics <file>` */
export function metricsCommand(file: string, options: CommonOptions): void {
  const cases = measureScoreFile(file);
  print(options, { cases }, () =>
    table([
      ['', 'Cllr', 'Cllr_min', 'Cllr_cal', 'devPAV', 'ELUB', 'Cllr after logistic regression'],
      ...cases.map((each) => [
        each.name,
        decimal(each.cllr),
        decimal(each.cllrMin),
        decimal(each.cllrCal),
        each.devPav === null ? '–' : decimal(each.devPav),
        each.elub.map(decimal).join(' to '),
        each.logistic === null ? 'no best line' : decimal(each.logistic.cllr),
      ]),
    ]),
  );
}

const decimal = (value: JsonNumber): string => (typeof value === 'number' ? value.toFixed(3) : value);
