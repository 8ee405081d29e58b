import path from 'node:path';
import * as v from 'valibot';
import { ChirographError } from '../../../contract/schema.ts';
import { readPlainFile } from '../case/plain-file.ts';
import { cllr, cllrMin } from '../comparison/likelihood-ratio/cllr.ts';
import { devPav } from '../comparison/likelihood-ratio/dev-pav.ts';
import { elub, withinExtremes } from '../comparison/likelihood-ratio/elub.ts';
import {
  labelledScores,
  mapScores,
  type LabelledScores,
} from '../comparison/likelihood-ratio/labelled-scores.ts';
import { Logistic } from '../comparison/likelihood-ratio/logistic.ts';
import { Pav } from '../comparison/likelihood-ratio/pav.ts';

const LARGEST_FILE = 256 * 1024 * 1024;

/** A number in JSON, which has no infinities: they are the strings "inf" and "-inf". */
export type JsonNumber = number | 'inf' | '-inf';

const Score = v.union([v.number(), v.picklist(['inf', '-inf'])], 'must be a number, "inf" or "-inf"');
const Side = v.pipe(v.array(Score), v.minLength(1, 'holds no score'));
const ScoreCases = v.object({
  cases: v.pipe(
    v.array(v.object({ name: v.string(), score_same: Side, score_different: Side })),
    v.minLength(1, 'holds no case'),
  ),
});

/** Scores of pairs of known origin, under a name. */
export interface ScoreCase {
  readonly name: string;
  readonly scores: LabelledScores;
}

/** What is measured of one case. Same-source pairs come first in lists of LRs, in the order of the file. */
export interface ScoreMetrics {
  readonly name: string;
  /** These six read the scores as log10 LRs. */
  readonly cllr: JsonNumber;
  readonly cllrMin: JsonNumber;
  readonly cllrCal: JsonNumber;
  /** Null where both sides are apart. */
  readonly devPav: JsonNumber | null;
  readonly elub: readonly [JsonNumber, JsonNumber];
  readonly pavLog10Lr: readonly JsonNumber[];
  /** The scores, held within ELUB's extremes, calibrated by logistic regression without a ridge; null where no line is best. */
  readonly logistic: {
    readonly interceptLn: number;
    readonly slopeLn: number;
    readonly log10Lr: readonly JsonNumber[];
    readonly cllr: JsonNumber;
    readonly elub: readonly [JsonNumber, JsonNumber];
  } | null;
}

/**
 * Reads a file of scores: `{"cases": [{"name", "score_same": [...], "score_different": [...]}]}`, infinities as the
 * strings "inf" and "-inf"; whatever else it holds is left aside.
 *
 * @throws ChirographError `file-unreadable`; `format-not-read` where it is something else, saying where.
 */
export function readScoreCases(file: string): ScoreCase[] {
  const name = path.basename(file);
  const bytes = readPlainFile(file, LARGEST_FILE);
  if (bytes === null) {
    throw new ChirographError(
      'file-unreadable',
      `The file of scores ${name} cannot be read. Check that it is a plain file of at most ${LARGEST_FILE / 2 ** 20} MB and that you may read it.`,
      { details: file },
    );
  }
  let content: unknown;
  try {
    content = JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new ChirographError('format-not-read', `${name} is not JSON: ${(cause as Error).message}`, {
      cause,
    });
  }
  const parsed = v.safeParse(ScoreCases, content);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new ChirographError(
      'format-not-read',
      `${name}: ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}. A file of scores is {"cases": [{"name": "…", "score_same": [1.2, …], "score_different": [-0.3, …]}]}.`,
    );
  }
  return parsed.output.cases.map((each) => ({
    name: each.name,
    scores: labelledScores(each.score_same.map(fromJson), each.score_different.map(fromJson)),
  }));
}

/** Cllr with its parts, devPAV, ELUB, and the LRs by PAV and by logistic regression. */
export function measureScores({ name, scores }: ScoreCase): ScoreMetrics {
  const pav = Pav.fit(scores);
  // The reference implementation calibrates scores within the extremes that its ELUB substitutes. Apart from agreeing
  // with it, this keeps one score of 100, or an infinite one, from laying the line for all.
  const within = mapScores(scores, withinExtremes);
  const logistic = Logistic.fit(within, 0);
  const cost = cllr(scores);
  const least = cllrMin(scores);
  const deviation = devPav(scores);
  const calibrated = logistic && mapScores(within, (score) => logistic.log10Lr(score));
  return {
    name,
    cllr: toJson(cost),
    cllrMin: toJson(least),
    cllrCal: toJson(cost - least),
    devPav: deviation === null ? null : toJson(deviation),
    elub: boundsOf(scores),
    pavLog10Lr: bothSides(mapScores(scores, (score) => pav.log10Lr(score))),
    logistic:
      logistic && calibrated
        ? {
            interceptLn: logistic.interceptLn,
            slopeLn: logistic.slopeLn,
            log10Lr: bothSides(calibrated),
            cllr: toJson(cllr(calibrated)),
            elub: boundsOf(calibrated),
          }
        : null,
  };
}

const bothSides = ({ same, different }: LabelledScores): JsonNumber[] => [...same, ...different].map(toJson);

function boundsOf(scores: LabelledScores): [JsonNumber, JsonNumber] {
  const { lower, upper } = elub(scores);
  return [toJson(lower), toJson(upper)];
}

const fromJson = (value: JsonNumber): number =>
  value === 'inf' ? Infinity : value === '-inf' ? -Infinity : value;

const toJson = (value: number): JsonNumber =>
  value === Infinity ? 'inf' : value === -Infinity ? '-inf' : value;
