import { distinct, type LabelledScores } from './labelled-scores.ts';
import { Pav } from './pav.ts';

/**
 * devPAV (Vergeer, Leegwater and Slooten 2021, 10.1016/j.forsciint.2021.110722): mean distance, in units of log10 LR, of
 * the LRs from what PAV makes of them, over the stretch on which PAV is finite; 0 for perfect calibration.
 *
 * @param log10Lrs log10 LRs of pairs of known origin.
 * @returns Infinity where an infinite LR is given a finite one by PAV; null where PAV is infinite throughout: both sides
 *   are apart, and nothing can be said.
 */
export function devPav(log10Lrs: LabelledScores): number | null {
  const pav = Pav.fit(log10Lrs);
  const points = distinct(log10Lrs).map(({ score }) => ({ x: score, y: pav.log10Lr(score) }));
  const first = points[0] as { x: number; y: number };
  const last = points.at(-1) as { x: number; y: number };
  if ((first.x === -Infinity && first.y !== -Infinity) || (last.x === Infinity && last.y !== Infinity)) {
    return Infinity;
  }
  const finite = points.filter(({ y }) => Number.isFinite(y));
  const [start] = finite;
  const end = finite.at(-1);
  if (start === undefined || end === undefined) return null;
  if (start === end) return Math.abs(start.y - start.x);
  let area = 0;
  for (let at = 1; at < finite.length; at++) {
    const a = finite[at - 1] as { x: number; y: number };
    const b = finite[at] as { x: number; y: number };
    const above = a.y - a.x;
    const next = b.y - b.x;
    const crosses = above * next < 0;
    // Two triangles where the line crosses the diagonal, else one trapezium.
    const mean = crosses
      ? (above ** 2 + next ** 2) / (2 * (Math.abs(above) + Math.abs(next)))
      : (Math.abs(above) + Math.abs(next)) / 2;
    area += mean * (b.x - a.x);
  }
  return area / (end.x - start.x);
}
