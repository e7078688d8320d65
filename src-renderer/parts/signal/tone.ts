/** The surface of a field: the state that can be read from three metres away. */
export type Tone = 'ink' | 'signal' | 'good' | 'amber' | 'stopped';
