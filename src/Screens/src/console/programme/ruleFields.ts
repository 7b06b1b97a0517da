import { el } from '../../shared/dom';
import { dateField, numberField, textField, type Write } from './fields';
import { type Json, type JsonObject, at, isList, put } from './programmeJson';
import { texts } from './texts';

const effects = ['deny', 'allow', 'bonus', 'hold'] as const;
type Effect = (typeof effects)[number];

const rulesOf = (draft: JsonObject): readonly Json[] => {
  const rules = at(draft, ['earning', 'rules']);
  return isList(rules) ? rules : [];
};

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** The earning rules of a draft. What decides whether a rule is asked is written beside, in the text. */
export function ruleFields(draft: JsonObject, write: Write, reshape: (draft: JsonObject) => void): HTMLElement {
  const rules = rulesOf(draft);
  const effect = el(
    'select',
    { id: 'draft-new-rule', 'aria-label': texts.effect },
    ...effects.map((one) => el('option', { value: one }, texts.effects[one])),
  );
  effect.value = 'bonus';
  const add = el('button', { type: 'button', class: 'quiet small' }, texts.addRule);
  add.addEventListener('click', () => reshape(withRule(draft, effect.value as Effect)));
  return el(
    'section',
    { class: 'draft-part' },
    el('div', { class: 'panel-head' }, el('h3', {}, texts.rules), el('div', { class: 'draft-add' }, effect, add)),
    rules.length === 0 ? el('p', { class: 'quiet-line' }, texts.noRules) : null,
    ...rules.map((rule, index) =>
      oneRule(rule, index, write, () => reshape(put(draft, ['earning', 'rules', index], undefined) as JsonObject)),
    ),
  );
}

function oneRule(rule: Json, index: number, write: Write, onRemove: () => void): HTMLElement {
  const id = textOf(at(rule, ['id']));
  const effect = textOf(at(rule, ['effect']));
  const field = (label: string, ...rest: readonly (string | number)[]) => ({ label, path: ['earning', 'rules', index, ...rest], value: at(rule, rest), write });
  const remove = el('button', { type: 'button', class: 'quiet small danger', 'aria-label': texts.removeOf(id) }, texts.remove);
  remove.addEventListener('click', onRemove);
  const when = at(rule, ['when']);
  return el(
    'fieldset',
    { class: 'draft-item' },
    el('legend', {}, `${texts.rule(id)} · ${texts.effects[effect as Effect] ?? effect}`),
    textField(field(texts.ruleId, 'id')),
    effect === 'bonus' ? textField(field(texts.group, 'group')) : null,
    effect === 'bonus' ? numberField(field(texts.percent, 'percent')) : null,
    effect === 'hold' ? numberField(field(texts.holdDays, 'until', 'days')) : null,
    effect === 'hold' ? numberField(field(texts.atMost, 'atMost')) : null,
    dateField(field(texts.from, 'from')),
    dateField(field(texts.to, 'to')),
    el('p', { class: 'quiet-line long' }, `${texts.when}: `, el('code', {}, when === undefined ? texts.always : JSON.stringify(when))),
    remove,
  );
}

/** With a rule more, of an id that no other has, that the engine takes as it is. */
function withRule(draft: JsonObject, effect: Effect): JsonObject {
  const rules = rulesOf(draft);
  const ids = new Set(rules.map((rule) => textOf(at(rule, ['id']))));
  let number = rules.length + 1;
  while (ids.has(`${effect}-${number}`)) number += 1;
  const made: JsonObject = { id: `${effect}-${number}`, effect, ...starts[effect] };
  return put(draft, ['earning', 'rules'], [...rules, made]) as JsonObject;
}

const starts: Readonly<Record<Effect, JsonObject>> = {
  deny: { components: ['tax'] },
  allow: {},
  bonus: { group: 'tier', percent: 10 },
  hold: { until: { after: ['purchase'], days: 14 } },
};
