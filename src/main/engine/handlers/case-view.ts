import type { Case } from '../../../contract/case.ts';
import type { CaseModel } from '../../../contract/models.ts';
import type { CasePopulation } from '../../../contract/populations.ts';
import { toProblem } from '../../../contract/wire.ts';
import type { CaseReader } from '../case/store.ts';
import type { LoadedModel, Services } from '../services.ts';
import { withCautions } from './page-cautions.ts';

/** A case as the window shows it, with the model that it computes with. */
export async function viewOf(services: Services, store: CaseReader): Promise<Case> {
  const { model, population } = await inUse(services, store);
  const view = store.view(model?.problem === null ? model.sha256 : null);
  return { ...view, items: withCautions(store, view.items), model, population };
}

async function inUse(
  services: Services,
  store: CaseReader,
): Promise<{ model: CaseModel | null; population: CasePopulation | null }> {
  const chosen = store.model();
  try {
    const loaded = await services.model(store);
    const { name, version, sha256 } = loaded.encoder.model;
    const model = { name, version, sha256, chosen: chosen !== null, problem: null };
    return { model, population: populationOf(loaded, store.population()) };
  } catch (error) {
    return { model: chosen && { ...chosen, chosen: true, problem: toProblem(error) }, population: null };
  }
}

function populationOf(
  { calibration, calibrationProblem = null }: LoadedModel,
  chosen: string | null,
): CasePopulation | null {
  const problem = calibrationProblem && toProblem(calibrationProblem);
  if (calibration === null)
    return chosen === null ? null : { sha256: chosen, name: '', chosen: true, problem };
  return { sha256: calibration.sha256, name: calibration.population, chosen: chosen !== null, problem };
}
