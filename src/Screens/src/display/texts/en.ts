export const english = {
  guests: 'We welcome',
  notADisplay: 'This address is no display. Example: /display/ZRH/A1',
  gate: 'Gate',
};
