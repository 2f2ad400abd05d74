"""docketmail: from a court's e-mail to counsel's inbox, inside the firm."""
