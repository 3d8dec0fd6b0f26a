import type { JSX } from "solid-js";
import { Match, Switch } from "solid-js";
import type { GroupField } from "../../../domain/group-field.ts";
import type { ApiScope } from "../../api.ts";
import { headingKey } from "../lines.ts";
import type { Grouping, Line } from "../lines.ts";
import { GroupHeading } from "./group-heading.tsx";
import { GroupNote, WaitingRow } from "./group-rest.tsx";
import { createGroupedList } from "./grouped-list.ts";
import type { GroupedList, GroupSource } from "./grouped-list.ts";

/** A list in groups, and how it looks: loaded with the first grouping. */
export function createGrouping(scope: ApiScope, source: GroupSource, field: GroupField): { readonly list: GroupedList; readonly grouping: Grouping } {
  const list = createGroupedList(scope, source, field);
  function GroupLine(props: { readonly id: Line }): JSX.Element {
    return (
      <Switch fallback={<GroupNote line={props.id} list={list} />}>
        <Match when={headingKey(props.id)}>{(key) => <GroupHeading line={props.id} of={key()} list={list} />}</Match>
        <Match when={props.id.startsWith("wait:")}>
          <WaitingRow line={props.id} />
        </Match>
      </Switch>
    );
  }
  return { list, grouping: { ...list, Line: GroupLine } };
}
