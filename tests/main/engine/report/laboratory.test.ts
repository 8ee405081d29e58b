import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { laboratoryIn, LARGEST_LOGO_BYTES, NO_LABORATORY } from '../../../../src/contract/laboratory.ts';
import { LaboratoryTemplate } from '../../../../src/main/engine/report/laboratory.ts';
import { hash, preparation } from './fixture.ts';

const laboratory = {
  name: 'Laboratory of Examples',
  address: 'Example Street 1\nÜberlingen',
  opening: 'Accredited by nobody.',
  closing: 'End of report.',
  leftOut: ['journal' as const],
};
const picture = (width: number): Promise<Buffer> =>
  sharp({ create: { width, height: 300, channels: 3, background: '#204060' } })
    .png()
    .toBuffer();

let userData: string;
let template: LaboratoryTemplate;
beforeEach(() => {
  userData = mkdtempSync(path.join(tmpdir(), 'laboratory-'));
  template = new LaboratoryTemplate(userData, preparation);
});
afterEach(() => rmSync(userData, { recursive: true, force: true }));

it('is empty until it is saved, and makes no folder by being read', () => {
  expect(template.read()).toEqual({ ...NO_LABORATORY, logo: null });
  expect(readdirSync(userData)).toEqual([]);
});

it('keeps wording and logo, names the logo by its hash and gives it as it is printed', async () => {
  const logo = await picture(2000);
  expect(await template.save(laboratory, logo)).toEqual({ ...laboratory, logo: hash(logo) });
  expect((await template.inUse()).logo).toMatchObject({ width: 945 });
  expect(await template.save({ ...laboratory, closing: '' }, undefined)).toMatchObject({
    closing: '',
    logo: hash(logo),
  });
  expect(await template.save(laboratory, null)).toEqual({ ...laboratory, logo: null });
  expect(await template.inUse()).toEqual({ printed: { ...laboratory, logo: null }, logo: null });
});

it('refuses what is no picture or too large a one, and then keeps what there was', async () => {
  const logo = await picture(200);
  await template.save(laboratory, logo);
  await expect(template.save(NO_LABORATORY, Buffer.from('no picture'))).rejects.toMatchObject({
    code: 'format-not-read',
  });
  await expect(template.save(NO_LABORATORY, new Uint8Array(LARGEST_LOGO_BYTES + 1))).rejects.toMatchObject({
    code: 'file-too-large',
  });
  expect(template.read()).toEqual({ ...laboratory, logo: hash(logo) });
  expect(existsSync(path.join(userData, 'laboratory', 'logo.tried'))).toBe(false);
});

it('says of a file that was changed what to do', async () => {
  await template.save(laboratory, undefined);
  writeFileSync(path.join(userData, 'laboratory', 'laboratory.json'), '{}');
  expect(() => template.read()).toThrow(/is not what Chirograph saved. Delete it/);
});

it('has in a report the wording of its language, and the common one where that says nothing', () => {
  const printed = {
    ...laboratory,
    logo: null,
    language: 'de' as const,
    translations: { de: { opening: 'Von niemandem akkreditiert.', closing: '' }, zh: { name: '示例实验室' } },
  };
  const common = { ...laboratory, logo: null, language: 'de' };
  expect(laboratoryIn(printed, 'de')).toEqual({ ...common, opening: 'Von niemandem akkreditiert.' });
  expect(laboratoryIn(printed, 'zh')).toEqual({ ...common, name: '示例实验室' });
  expect(laboratoryIn(printed, 'en')).toEqual(common);
});

it('keeps its language and its wording in each', async () => {
  const several = { ...laboratory, language: 'zh' as const, translations: { zh: { closing: '报告完。' } } };
  expect(await template.save(several, undefined)).toEqual({ ...several, logo: null });
  expect(template.read()).toEqual({ ...several, logo: null });
});

it('has text and logo of one saving, also after a kill between the two', async () => {
  const [one, other] = [await picture(200), await picture(210)];
  await template.save(laboratory, one);
  const folder = path.join(userData, 'laboratory');
  const text = readFileSync(path.join(folder, 'laboratory.json'));
  await template.save({ ...laboratory, name: 'Another' }, other);
  expect(readdirSync(folder).sort()).toEqual(['laboratory.json', `logo-${hash(other)}`]);
  // The new logo lies there, and the text that names it does not yet.
  writeFileSync(path.join(folder, `logo-${hash(one)}`), one);
  writeFileSync(path.join(folder, 'laboratory.json'), text);
  expect(template.read()).toEqual({ ...laboratory, logo: hash(one) });
  expect((await template.inUse()).logo).not.toBeNull();
  await template.save(laboratory, undefined);
  expect(readdirSync(folder).sort()).toEqual(['laboratory.json', `logo-${hash(one)}`]);
});

it('takes over the logo of an earlier version', async () => {
  const logo = await picture(200);
  const folder = path.join(userData, 'laboratory');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'logo'), logo);
  writeFileSync(
    path.join(folder, 'laboratory.json'),
    JSON.stringify({ format: 'chirograph-laboratory', laboratory }),
  );
  expect(template.read()).toEqual({ ...laboratory, logo: hash(logo) });
  expect((await template.inUse()).logo).not.toBeNull();
  expect(await template.save(laboratory, undefined)).toEqual({ ...laboratory, logo: hash(logo) });
  expect(readdirSync(folder).sort()).toEqual(['laboratory.json', `logo-${hash(logo)}`]);
});
