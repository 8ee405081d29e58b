import type { DoctorReport } from '../../../contract/doctor.ts';
import { openModelLibrary } from '../model-library.ts';
import { modelsFolder, ownCalibrationsFolder, ownModelsFolder, ownPopulationsFolder } from '../models.ts';
import { openPopulationLibrary } from '../population-library.ts';
import type { Services } from '../services.ts';
import { computerChecks } from './computer.ts';
import { computingChecks } from './computing.ts';
import { findings, type Check } from './finding.ts';
import { folderChecks } from './folders.ts';
import { limitChecks } from './limits.ts';
import { softwareChecks, type ElectronState } from './software.ts';

export type { ElectronState } from './software.ts';

export interface Examination {
  readonly userData: string;
  readonly electron: ElectronState;
  /** A case to look at as well. */
  readonly folder?: string;
  /** The installed models where left out. */
  readonly modelsDirectory?: string;
}

/**
 * Looks at the installation, this computer and, where one is named, a case. Works where the engine would not start,
 * and changes nothing on the disk; only that the case's database was read shows in its access time, and the database is no
 * evidence. What cannot be looked at is a finding, a package that cannot be loaded as well;
 * nothing is thrown.
 */
export async function examine({
  userData,
  electron,
  folder,
  modelsDirectory,
}: Examination): Promise<DoctorReport> {
  const models = modelsDirectory ?? modelsFolder();
  const library = openModelLibrary({
    shipped: models,
    own: ownModelsFolder(userData),
    calibrations: ownCalibrationsFolder(userData),
  });
  const populations = openPopulationLibrary(ownPopulationsFolder(userData), library);
  const model: Services['model'] = async (choosing) =>
    populations.inPlace(await library.load(choosing?.model() ?? null), choosing?.population() ?? null);
  try {
    const found = await findings([
      ...softwareChecks(electron),
      ...computingChecks(models, model, () => library.list()),
      ...computerChecks,
      ...folderChecks(userData, models),
      ...limitChecks,
      ...(folder === undefined ? [] : await checksOfCase(folder, userData, model)),
    ]);
    return {
      at: new Date().toISOString(),
      healthy: found.every(({ status }) => status !== 'fail'),
      findings: found,
    };
  } finally {
    await library.close();
  }
}

/** A case cannot be looked at without SQLite and sharp, and all else has to be. */
async function checksOfCase(
  folder: string,
  userData: string,
  model: Services['model'],
): Promise<readonly Check[]> {
  try {
    const { homesFolder } = await import('../case/case-home.ts');
    const { caseChecks } = await import('./case-health.ts');
    return caseChecks(folder, homesFolder(userData), model);
  } catch (error) {
    return [{ group: 'case', name: 'case', look: () => Promise.reject(error as Error) }];
  }
}
