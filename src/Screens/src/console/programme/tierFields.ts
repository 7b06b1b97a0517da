import { el } from '../../shared/dom';
import { listField, numberField, textField, type Reshape, type Write } from './fields';
import { type Json, type JsonObject, at, isList, isObject, put } from './programmeJson';
import { texts } from './texts';

const tiersOf = (draft: JsonObject): readonly Json[] => (isList(draft['tiers']) ? draft['tiers'] : []);

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** The code of a tier: its name in lower case where none is written. */
const codeOf = (tier: Json | undefined): string => textOf(at(tier, ['code'])) || textOf(at(tier, ['name'])).toLowerCase();

/** The tiers of a draft, the highest first, and how to put one on top or take one out. */
export function tierFields(draft: JsonObject, inForce: JsonObject, write: Write, reshape: Reshape): HTMLElement {
  const tiers = tiersOf(draft);
  const standing = tiers.map((tier, index) => ({ tier, index })).filter(({ tier }) => isObject(tier) && tier['replacedBy'] === undefined);
  const gone = tiers.filter((tier) => at(tier, ['replacedBy']) !== undefined);
  const add = el('button', { type: 'button', class: 'quiet small' }, texts.addTier);
  add.addEventListener('click', () => reshape(withTier));
  return el(
    'section',
    { class: 'draft-part' },
    el('div', { class: 'panel-head' }, el('h3', {}, texts.tiers), add),
    ...standing.toReversed().map(({ tier, index }) => oneTier(tier, index, index > 0, write, () => reshape((current) => withoutTier(current, inForce, index)))),
    ...gone.map((tier) => el('p', { class: 'quiet-line' }, texts.goneTier(codeOf(tier), textOf(at(tier, ['replacedBy']))))),
  );
}

function oneTier(tier: Json, index: number, isRemovable: boolean, write: Write, onRemove: () => void): HTMLElement {
  const name = textOf(at(tier, ['name']));
  const field = (label: string, ...rest: readonly (string | number)[]) => ({ label, path: ['tiers', index, ...rest], value: at(tier, rest), write });
  const remove = el('button', { type: 'button', class: 'quiet small danger', 'aria-label': texts.removeOf(name) }, texts.remove);
  remove.addEventListener('click', onRemove);
  return el(
    'fieldset',
    { class: 'draft-item' },
    el('legend', {}, texts.tier(name)),
    textField(field(texts.name, 'name')),
    numberField(field(texts.threshold, 'threshold')),
    numberField(field(texts.bonus, 'partnerBonusPercent')),
    numberField(field(texts.costLow, 'yearlyBenefitCost', 'low')),
    numberField(field(texts.costHigh, 'yearlyBenefitCost', 'high')),
    textField(field(texts.colour, 'colour')),
    listField(field(texts.benefits, 'benefits')),
    isRemovable ? remove : null,
  );
}

/** With a tier above all others; its threshold is to be chosen. */
function withTier(draft: JsonObject): JsonObject {
  const tiers = tiersOf(draft);
  const standing = tiers.filter((tier) => at(tier, ['replacedBy']) === undefined);
  const highest = at(standing.at(-1), ['threshold']);
  const made = { name: texts.newTier, code: unusedCode(tiers), threshold: typeof highest === 'number' ? Math.max(highest * 2, 1) : 1, partnerBonusPercent: 0, benefits: [], yearlyBenefitCost: { low: 0, high: 0 } };
  return { ...draft, tiers: [...standing, made, ...tiers.filter((tier) => !standing.includes(tier))] };
}

/** Codes mean the same for ever: one that is not taken. */
function unusedCode(tiers: readonly Json[]): string {
  const codes = new Set(tiers.map(codeOf));
  let number = tiers.length + 1;
  while (codes.has(`tier-${number}`)) number += 1;
  return `tier-${number}`;
}

/** Without a tier. One that members may hold is replaced by the tier below it. */
export function withoutTier(draft: JsonObject, inForce: JsonObject, index: number): JsonObject {
  const tiers = tiersOf(draft);
  const code = codeOf(tiers[index]);
  const below = codeOf(tiers[index - 1]);
  const isHeld = tiersOf(inForce).some((tier) => codeOf(tier) === code && at(tier, ['replacedBy']) === undefined);
  const left = tiers
    .toSpliced(index, 1)
    .map((tier) => (at(tier, ['replacedBy']) === code ? put(tier, ['replacedBy'], below) : tier));
  return { ...draft, tiers: isHeld ? [...left, { code, replacedBy: below }] : left };
}
