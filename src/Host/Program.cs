System.Console.WriteLine("vigie");
