"""Who approved which form: `approvals.yaml`, and the approved content, beside the questions."""
