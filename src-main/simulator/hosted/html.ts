/** Markup that is safe to send: written here or escaped. */
export type Html = { readonly markup: string };

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** Template tag that escapes every value except markup made by the tag itself. */
export function html(parts: TemplateStringsArray, ...values: (string | number | Html)[]): Html {
  const text = (value: string | number | Html) =>
    typeof value === 'object' ? value.markup : escaped(String(value));
  return { markup: String.raw({ raw: parts }, ...values.map(text)) };
}

/** Markup from elsewhere, unescaped; for generated images and our own style sheet only. */
export function trusted(markup: string): Html {
  return { markup };
}
