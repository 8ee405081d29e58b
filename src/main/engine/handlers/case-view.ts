import type { Case } from '../../../contract/case.ts';
import type { CaseModel } from '../../../contract/models.ts';
import { toProblem } from '../../../contract/wire.ts';
import type { CaseReader } from '../case/store.ts';
import type { Services } from '../services.ts';
import { withCautions } from './page-cautions.ts';

/** A case as the window shows it, with the model that it computes with. */
export async function viewOf(services: Services, store: CaseReader): Promise<Case> {
  const model = await modelOf(services, store);
  const view = store.view(model?.problem === null ? model.sha256 : null);
  return { ...view, items: withCautions(store, view.items), model };
}

async function modelOf(services: Services, store: CaseReader): Promise<CaseModel | null> {
  const chosen = store.model();
  try {
    const { name, version, sha256 } = (await services.model(store)).encoder.model;
    return { name, version, sha256, chosen: chosen !== null, problem: null };
  } catch (error) {
    return chosen && { ...chosen, chosen: true, problem: toProblem(error) };
  }
}
