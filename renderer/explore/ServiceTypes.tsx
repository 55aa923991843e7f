import { Button, Checkbox, Popover, Stack } from "@mantine/core";
import type { ReactElement } from "react";
import { SERVICE_TYPE_LABELS, SERVICE_TYPES, type ServiceType } from "../../shared/vocabulary.ts";
import type { View } from "./view.ts";

/** Props of the choice of service types. */
export interface ServiceTypesProps {
  readonly view: View;
  readonly set: (part: Partial<View>) => void;
}

/** Which service types are shown, or counted where the figures are split by something else. */
export function ServiceTypes({ view, set }: ServiceTypesProps): ReactElement {
  const { serviceTypes } = view;
  const [only] = serviceTypes;
  const text =
    only === undefined
      ? "All services"
      : serviceTypes.length === 1
        ? SERVICE_TYPE_LABELS[only]
        : `${serviceTypes.length} services`;
  return (
    <Popover position="bottom-start" shadow="md" trapFocus withinPortal={false}>
      <Popover.Target>
        <Button variant="default" fw={400} px="sm" aria-label={`Service types: ${text}`}>
          {text}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Service types">
        <Stack gap="xs">
          <Checkbox.Group
            value={[...serviceTypes]}
            onChange={(chosen) => set({ serviceTypes: servicesIn(chosen) })}
            label={view.by === "service-type" ? "Show these services" : "Count these services only"}
          >
            <Stack gap={6} mt="xs">
              {SERVICE_TYPES.map((type) => (
                <Checkbox key={type} value={type} label={SERVICE_TYPE_LABELS[type]} />
              ))}
            </Stack>
          </Checkbox.Group>
          <Button
            variant="subtle"
            size="compact-sm"
            disabled={serviceTypes.length === 0}
            onClick={() => set({ serviceTypes: [] })}
          >
            All services
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

/** All of them are the same as none named. */
function servicesIn(chosen: readonly string[]): readonly ServiceType[] {
  const types = SERVICE_TYPES.filter((type) => chosen.includes(type));
  return types.length === SERVICE_TYPES.length ? [] : types;
}
