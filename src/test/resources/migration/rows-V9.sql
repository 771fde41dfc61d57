UPDATE sweeps SET next_page = 9 WHERE name = 'sessions';
