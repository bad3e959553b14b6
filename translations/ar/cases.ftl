## cases
