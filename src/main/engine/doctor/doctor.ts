import type { DoctorReport } from '../../../contract/doctor.ts';
import { openModelLibrary } from '../model-library.ts';
import { modelsFolder, ownModelsFolder } from '../models.ts';
import type { Services } from '../services.ts';
import { homesFolder } from '../case/case-home.ts';
import { caseChecks } from './case-health.ts';
import { computerChecks } from './computer.ts';
import { computingChecks } from './computing.ts';
import { findings } from './finding.ts';
import { folderChecks } from './folders.ts';
import { limitChecks } from './limits.ts';
import { softwareChecks, type ElectronState } from './software.ts';

export type { ElectronState } from './software.ts';
export { projectFolder } from '../installation.ts';

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
 * and changes nothing on the disk. What cannot be looked at is a finding; nothing is thrown.
 */
export async function examine({
  userData,
  electron,
  folder,
  modelsDirectory,
}: Examination): Promise<DoctorReport> {
  const models = modelsDirectory ?? modelsFolder();
  const library = openModelLibrary({ shipped: models, own: ownModelsFolder(userData) });
  const model: Services['model'] = async (choosing) => library.load(choosing?.model() ?? null);
  try {
    const found = await findings([
      ...softwareChecks(electron),
      ...computingChecks(models, model, () => library.list()),
      ...computerChecks,
      ...folderChecks(userData, models),
      ...limitChecks,
      ...(folder === undefined ? [] : caseChecks(folder, homesFolder(userData), model)),
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
