const users = [{"id": 1, "email": "ana@x.example"}];
