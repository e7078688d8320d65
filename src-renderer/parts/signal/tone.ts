/** The surface of a field: what it says from three metres away. */
export type Tone = 'ink' | 'signal' | 'good' | 'amber' | 'stopped';
