/** The style sheet of the phone's page: one column, buttons within the thumb's reach, light or dark like the phone. */
export const PHONE_STYLE = `
:root{color-scheme:light dark;--ground:#fff;--text:#16181d;--quiet:#565c68;--line:#8a90a0;--act:#1557c0;--on-act:#fff;--band:#5b3fb8;--good:#116b3a;--bad:#a3241b;font:1.125rem/1.45 system-ui,sans-serif}
@media (prefers-color-scheme:dark){:root{--ground:#14161b;--text:#f2f3f6;--quiet:#b3b8c4;--line:#7d8494;--act:#8fb8ff;--on-act:#0b1a33;--good:#6fdc9c;--bad:#ff9d93}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;min-height:100dvh;display:flex;flex-direction:column;background:var(--ground);color:var(--text)}
.practice{margin:0;padding:.75rem 1rem;background:var(--band);color:#fff;font-weight:700;text-align:center}
main{flex:1;display:flex;flex-direction:column;width:100%;max-width:30rem;margin:0 auto;padding:1.5rem 1.25rem calc(1.5rem + env(safe-area-inset-bottom));text-align:center}
h1{margin:0;font-size:1.375rem;line-height:1.25;overflow-wrap:anywhere}
.said{flex:1;display:flex;flex-direction:column;justify-content:center;gap:.5rem;padding:1.5rem 0}
p{margin:0;overflow-wrap:anywhere}
.amount{font-size:clamp(2.25rem,15vw,4rem);line-height:1.1;font-weight:700;font-variant-numeric:tabular-nums lining-nums}
.long{font-size:clamp(1.25rem,8vw,2.5rem)}
.small{font-size:1rem;color:var(--quiet)}
.state{font-size:1.75rem;line-height:1.2;font-weight:700}
.good{color:var(--good)}
.bad{color:var(--bad)}
form{margin:.75rem 0 0}
button{width:100%;min-height:3.75rem;padding:.5rem 1rem;border:2px solid var(--line);border-radius:1rem;background:none;color:inherit;font:inherit;font-weight:650;cursor:pointer}
.act{border-color:var(--act);background:var(--act);color:var(--on-act);font-size:1.375rem}
:focus-visible{outline:3px solid var(--act);outline-offset:3px}
`;
