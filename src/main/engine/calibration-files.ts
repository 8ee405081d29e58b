import { statSync } from 'node:fs';
import { readCalibration, type AnyCalibration } from './comparison/likelihood-ratio/calibration-file.ts';
import type { ModelTask } from './encoder/model-file.ts';

/**
 * Reads a calibration as it lies on the disk now, which another process may have changed; null where none is there. Throws as
 * `readCalibration` does.
 */
export type CalibrationReader = (file: string, task?: ModelTask) => AnyCalibration | null;

/** A reader that reads a file once for as long as it stays the same: each call of a case asks for its calibration. */
export function createCalibrationReader(): CalibrationReader {
  const known = new Map<string, { readonly state: string; readonly calibration: AnyCalibration }>();
  return (file, task) => {
    const facts = statSync(file, { bigint: true, throwIfNoEntry: false });
    if (facts === undefined) {
      known.delete(file);
      return null;
    }
    const state = `${facts.ino} ${facts.size} ${facts.mtimeNs}`;
    const before = known.get(file);
    if (before?.state === state) return before.calibration;
    const calibration = readCalibration(file, task);
    known.set(file, { state, calibration });
    return calibration;
  };
}
