import { el } from '../../shared/dom';
import { type Reshape, type Write, choiceField, flightsField, numberField, textField, valuesField, weekdaysField } from './fields';
import { type Json, type JsonObject, type Path, at, isObject, put } from './programmeJson';
import { texts } from './texts';

type Condition = keyof typeof texts.conditions;

const conditions = Object.keys(texts.conditions) as readonly Condition[];

/** Conditions that are no list of words. */
const others: ReadonlySet<Condition> = new Set(['flights', 'amountFrom', 'weekdays', 'firstPurchase', 'tiers', 'type']);

const ways = ['of', 'inList', 'notInList'] as const;
type Way = (typeof ways)[number];

/** What decides whether a rule is asked: all of its conditions must hold. */
export function whenFields(draft: JsonObject, rule: Path, write: Write, reshape: Reshape): readonly HTMLElement[] {
  const path: Path = [...rule, 'when'];
  const when = at(draft, path);
  const held = isObject(when) ? when : {};
  const set = (key: string, value: Json | undefined) => reshape((current) => put(current, [...path, key], value));
  return [
    el('p', { class: 'quiet-line long' }, Object.keys(held).length === 0 ? `${texts.when}: ${texts.always}` : texts.whenAll),
    ...Object.entries(held).map(([key, value]) => {
      const remove = el('button', { type: 'button', class: 'quiet small', 'aria-label': texts.removeOf(labelOf(key)) }, texts.remove);
      remove.addEventListener('click', () => set(key, undefined));
      return el('div', { class: 'draft-condition long' }, fieldOf(key, value, [...path, key], write), remove);
    }),
    adding(conditions.filter((one) => !(one in held)), set),
  ];
}

const labelOf = (key: string): string => (key in texts.conditions ? texts.conditions[key as Condition] : key);

function fieldOf(key: string, value: Json, path: Path, write: Write): HTMLElement {
  const label = labelOf(key);
  const field = { label, path, value, write };
  const way = ways.find((one) => isObject(value) && one in value);
  if (way !== undefined) return textField({ label: `${label} ${texts.ways[way]}`, path: [...path, way], value: at(value, [way]), write });
  switch (key) {
    case 'flights':
      return flightsField(field);
    case 'amountFrom':
      return numberField(field);
    case 'weekdays':
      return weekdaysField(field);
    case 'firstPurchase':
      return choiceField(field, [
        [true, texts.yes],
        [false, texts.no],
      ]);
    default:
      return valuesField(field);
  }
}

/** The conditions that are not there yet, and a button that adds one. */
function adding(free: readonly Condition[], set: (key: string, value: Json) => void): HTMLElement {
  const condition = el('select', { 'aria-label': texts.condition }, ...free.map((one) => el('option', { value: one }, texts.conditions[one])));
  const way = el('select', { 'aria-label': texts.way }, ...ways.map((one) => el('option', { value: one }, texts.ways[one])));
  const add = el('button', { type: 'button', class: 'quiet small' }, texts.addCondition);
  const settle = () => {
    way.hidden = others.has(condition.value as Condition);
  };
  condition.addEventListener('change', settle);
  settle();
  add.addEventListener('click', () => set(condition.value, startOf(condition.value as Condition, way.hidden ? 'of' : (way.value as Way))));
  return el('div', { class: 'draft-add long' }, condition, way, add);
}

function startOf(condition: Condition, way: Way): Json {
  if (way !== 'of') return { [way]: '' };
  if (condition === 'amountFrom') return 100;
  return condition === 'firstPurchase' ? true : [];
}
