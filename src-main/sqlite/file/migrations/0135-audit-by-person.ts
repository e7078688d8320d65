/**
 * What names a person in the audit log comes from an index for each place where it can. Shipped: never edit, add the next
 * migration instead.
 */
const NAMED = ['by', 'approvedBy', 'to', 'person', 'intent.askedBy', 'intent.approvedBy'];
const TYPES = [
  'late-accepted',
  'refund-intended',
  'cancel-asked',
  'settled',
  'corrected',
  'refund-settled',
  'refund-corrected',
];
const LIST = TYPES.map((type) => `'${type}'`).join(', ');

export const auditByPerson = NAMED.map(
  (place) => `
CREATE INDEX events_naming_${place.replace('.', '_')} ON events (payload ->> '$.${place}.id', sequence, type)
WHERE (reference = 'house' OR type IN (${LIST})) AND payload ->> '$.${place}.id' IS NOT NULL;
`,
).join('');
