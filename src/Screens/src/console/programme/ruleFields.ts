import { el } from '../../shared/dom';
import { choiceField, dateField, listField, numberField, textField, type Reshape, type Write } from './fields';
import { type Json, type JsonObject, at, isList, put } from './programmeJson';
import { texts } from './texts';
import { whenFields } from './whenFields';

const effects = ['deny', 'allow', 'bonus', 'hold'] as const;
type Effect = (typeof effects)[number];

const rulesOf = (draft: JsonObject): readonly Json[] => {
  const rules = at(draft, ['earning', 'rules']);
  return isList(rules) ? rules : [];
};

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** The earning rules of a draft. */
export function ruleFields(draft: JsonObject, write: Write, reshape: Reshape): HTMLElement {
  const rules = rulesOf(draft);
  const effect = el(
    'select',
    { id: 'draft-new-rule', 'aria-label': texts.effect },
    ...effects.map((one) => el('option', { value: one }, texts.effects[one])),
  );
  effect.value = 'bonus';
  const add = el('button', { type: 'button', class: 'quiet small' }, texts.addRule);
  add.addEventListener('click', () => reshape((current) => withRule(current, effect.value as Effect)));
  return el(
    'section',
    { class: 'draft-part' },
    el('div', { class: 'panel-head' }, el('h3', {}, texts.rules), el('div', { class: 'draft-add' }, effect, add)),
    rules.length === 0 ? el('p', { class: 'quiet-line' }, texts.noRules) : null,
    ...rules.map((rule, index) =>
      oneRule(draft, rule, index, write, reshape),
    ),
  );
}

function oneRule(draft: JsonObject, rule: Json, index: number, write: Write, reshape: Reshape): HTMLElement {
  const path = ['earning', 'rules', index];
  const id = textOf(at(rule, ['id']));
  const effect = textOf(at(rule, ['effect']));
  const field = (label: string, ...rest: readonly string[]) => ({ label, path: [...path, ...rest], value: at(rule, rest), write });
  const date = (label: string, name: string) => choiceField(field(label, name), [['purchase', texts.dates.purchase], ['service', texts.dates.service]]);
  const remove = el('button', { type: 'button', class: 'quiet small danger', 'aria-label': texts.removeOf(id) }, texts.remove);
  remove.addEventListener('click', () => reshape((current) => put(current, path, undefined)));
  return el(
    'fieldset',
    { class: 'draft-item' },
    el('legend', {}, `${texts.rule(id)} · ${texts.effects[effect as Effect] ?? effect}`),
    textField(field(texts.ruleId, 'id')),
    ...ofEffect(effect, field, date),
    dateField(field(texts.from, 'from')),
    dateField(field(texts.to, 'to')),
    date(texts.byDate, 'by'),
    ...whenFields(draft, path, write, reshape),
    remove,
  );
}

/** What only a rule of its effect has. */
function ofEffect(
  effect: string,
  field: (label: string, ...rest: readonly string[]) => Parameters<typeof textField>[0],
  date: (label: string, name: string) => HTMLElement,
): readonly HTMLElement[] {
  if (effect === 'bonus')
    return [
      textField(field(texts.group, 'group')),
      numberField(field(texts.percent, 'percent')),
      numberField(field(texts.capAmount, 'cap', 'amount')),
      choiceField(field(texts.capPer, 'cap', 'per'), caps.map((per) => [per, texts.caps[per]] as const)),
    ];
  if (effect === 'hold')
    return [
      listField(field(texts.holdAfter, 'until', 'after')),
      numberField(field(texts.holdDays, 'until', 'days')),
      numberField(field(texts.atMost, 'atMost')),
      choiceField(field(texts.then, 'then'), [['cancel', texts.thens.cancel], ['release', texts.thens.release]]),
      date(texts.dated, 'dated'),
    ];
  return [listField(field(texts.components, 'components'))];
}

const caps = ['purchase', 'month', 'year', 'campaign'] as const;

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
