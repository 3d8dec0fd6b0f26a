import { type JSX, createSignal } from "solid-js";
import * as v from "valibot";
import { Product } from "../../domain/product.ts";
import { api } from "../api.ts";
import { useScope } from "../session/organization-scope.tsx";
import { Combobox } from "../ui/combobox.tsx";
import { Money } from "../ui/money.tsx";

const Found = v.object({ items: v.array(Product) });

export interface ProductEntryProps {
  readonly onPick: (product: Product) => void;
  readonly inputRef?: (input: HTMLInputElement) => void;
  readonly error?: string | undefined;
}

/** Product after product by keyboard (C2): code, Enter. A code typed to its end need not wait for the list. */
export function ProductEntry(props: ProductEntryProps): JSX.Element {
  const scope = useScope();
  const [unknown, setUnknown] = createSignal<string>();

  async function search(text: string, signal: AbortSignal): Promise<readonly Product[]> {
    setUnknown(undefined);
    if (text.trim().length < 2) return [];
    const { items } = await api(scope, "GET", `/products?q=${encodeURIComponent(text.trim())}`, undefined, { schema: Found, signal });
    return items;
  }

  return (
    <Combobox
      label="Add a product"
      hideLabel
      noun="products"
      placeholder="Add a product: stock code or name"
      value={null}
      search={search}
      keyOf={(product) => product.stockCode}
      labelOf={(product) => product.stockCode}
      row={(product) => (
        <>
          <span class="tabular w-20 shrink-0 truncate font-medium"><bdi>{product.stockCode}</bdi></span>
          <span class="min-w-0 flex-1 truncate"><bdi>{product.name}</bdi></span>
          <Money amount={product.price} class="text-ink-soft" />
        </>
      )}
      sure={(text, found) => (found.length === 1 ? found[0] : found.find((product) => product.stockCode.toLowerCase() === text.toLowerCase()))}
      onNothing={(text) => setUnknown(`No product has the stock code or name ${text}. Check it, or search by a part of the name.`)}
      onChange={(product) => product !== null && props.onPick(product)}
      error={unknown() ?? props.error}
      {...(props.inputRef ? { inputRef: props.inputRef } : {})}
    />
  );
}
